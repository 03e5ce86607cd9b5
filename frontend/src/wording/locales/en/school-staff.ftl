### What staff read about the school, in plain Dutch (B1), with "je".

## My class

school-year = school year { $from }–{ $to }

## The school

school-lede = { $city } · **{ $classes ->
    [one] 1 class
   *[other] { $classes } classes
}** · { $students ->
    [one] 1 student
   *[other] { $students } students
}
school-empty = There are no classes this school year yet. The school admin imports them.
school-classes = Classes
school-class = Class
school-mentors = Mentor
school-students = Students
school-no-mentor = no mentor yet

## The career lead: classes side by side

school-in-view = In view
school-four-weeks = In four weeks
school-messages = Waits for an answer
school-unused = Back, not used
school-agreements = Agreement overdue
school-setbacks = Setback without a next step
school-compare-note = Each class stands beside itself of four weeks ago: to see where somebody could use help, not who is best.
school-nothing = nothing
school-of = { $seen } of { $all }
school-same = the same
school-more = { $more } more
school-fewer = { $fewer } fewer
