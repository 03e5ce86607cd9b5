### What staff read about assignments, in plain Dutch (B1), with "je".

assignment-act-use = What I do with this
assignment-act-withdraw = Withdraw

## A new assignment

assignment-form-title = Assignment for home
assignment-form-lede-class = For class { $class }. They do this together at home, without writing.
assignment-form-lede-student = For { $student }. They do this together at home, without writing.
assignment-form-examples = Begin with an example
assignment-form-kind = What sort of assignment?
assignment-form-name = What is it called?
assignment-form-name-hint = Short, such as “What am I good at?”
assignment-form-then = What do we do with it?
assignment-form-then-hint = Only promise what you will do.
assignment-form-builds-on = What does this belong to?
assignment-form-builds-on-other = Something else
assignment-form-after-other = What else does it belong to?
assignment-form-after-hint = Something that happened: a lesson, a visit, a talk.
assignment-form-steps = The steps
assignment-form-step = Step { $number }
assignment-form-steps-hint = Short sentences, { $words } words at most, in easy Dutch: also for those who read little.
assignment-form-check = Can everybody at home do this?
assignment-form-without-writing = It can be done without writing, and it costs nothing
assignment-form-without-writing-more = Talking is enough. Also for those who speak little Dutch.
assignment-form-minutes = How many minutes?
assignment-form-minutes-hint = { $most } at most.
assignment-form-due = Back on
assignment-form-for-whom = For whom?
assignment-form-everybody = For all { $count } students. Choose who does not get it.
assignment-form-save = Hand out
assignment-form-withdraw-title = Withdraw an assignment
assignment-form-withdraw-hint = Student and home no longer see the assignment.

## What was handed out

given-title = Assignments of the class
given-lede = Every assignment of this school year.
given-none = This class has had no assignment yet this school year.
given-remind = { $count ->
    [one] Remind this family
   *[other] Remind { $count } families
}
given-one-lede = Handed out { $given }, due { $due }
given-all-back = Everything is back.
given-not-back = Not back yet ({ $count })
given-are-back = Back ({ $count })
given-text = This went home
given-what = Assignment
given-whom = For whom
given-to = { $count } students
given-on = Handed out
given-opened = Opened
given-back = Back
given-do = Action
given-from =
    { $count ->
        [0] Nobody has this assignment open any more.
        [one] One student still has this assignment. You take it back from:
       *[other] { $count } students still have this assignment. You take it back from:
    }
given-stays =
    { $count ->
        [one] One student already brought something back. That stays.
       *[other] { $count } students already brought something back. That stays.
    }

## What came back

returned-title = Back from home
returned-count = Back from home ({ $count })
returned-lede = Home did this. Choose what you do with it.
returned-none = Nothing from home lies here now.
returned-which = Of what?
returned-counts = { $back } of { $given } back
returned-given = handed out { $day }
returned-long = lies long
returned-nobody = Choose at least one student.
returned-used-in = Where do you use this?
returned-words = What do you do with it?
returned-park = Put aside
returned-park-hint = Do you do nothing with it now? Then write above why.

## Done

done-opdracht = The assignment was handed out.
done-opdracht-ingetrokken = The assignment was withdrawn.
done-gebruikt = Saved.
done-opzij = Put aside.
