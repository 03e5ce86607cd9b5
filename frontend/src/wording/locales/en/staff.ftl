### What staff read, in English.

## My class

class-title = Class { $class }
class-switch = My classes
class-in-view = **{ $seen } of { $all }** families in view · { $years }
school-year = school year { $from }–{ $to }
class-empty = Nobody is in this class yet. The school admin imports the class list.
class-none-title = You have no class yet
class-none-text = The school admin assigns mentors. After that your class is here.
class-none-school = See the classes of the school
class-filter = Search by name
class-not-yet = Not in view yet
class-more = { $count ->
    [one] and 1 more family
   *[other] and { $count } more families
}
class-silent = { $days } silent
class-student = Student
class-home = Home
class-last = Last contact
class-silence = Silence
class-talk = Write down
class-talk-short = Talk
class-never = none yet
class-via = through { $who }
class-only-concern = spoken about concerns only

why-calls = { $count } { $count ->
    [one] call
   *[other] calls
} without answer
why-wrong = number or mail address wrong since { $day }
why-responded = responds, not spoken about later yet
why-invited = message sent, no answer yet
why-no-details = no telephone number or mail address
why-not-approached = nothing sent yet
why-supporter = { $who } is possible too

try-call = Call { $who }
try-message = Send a text
try-visit = Home visit
try-ask = Ask for a number

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

## A student

student-left = No longer at this school
student-home = Home
student-nobody = Nobody at home is known yet. The school admin links parents.
student-nobody-yet = You can name a supporter.
student-no-details = No telephone number or mail address
student-failed = { $how } since { $day }
student-change = Change details
student-support = Name a supporter
student-speaks = Prefers to speak { $language }
student-reads-easy = Prefers to read easy Dutch
student-listens = Prefers to listen
student-interpreter = With an interpreter
student-timeline = What happened
student-empty = No talks and no attempts yet.

entry-contact = { $means } with { $with }
entry-wrong-details = { $means ->
    [email] Wrong mail address
    [letter] Wrong address
   *[other] Wrong number
}
entry-by = by { $who }
entry-yourself = you
entry-corrected-by = Corrected on { $day } by { $who }
entry-because = Corrected because: { $why }
entry-withdrawn = Withdrawn on { $day } by { $who }:
entry-correct = Correct
entry-withdraw = Withdraw

## Talk with a parent

contact-title = Talk with parent
contact-about = About **{ $student }**
contact-about-in-class = About **{ $student }**, class { $class }
contact-call = Call { $who }: { $number }
contact-with = With whom?
contact-no-phone = no telephone number
contact-words = What was it about?
contact-words-hint = One or two sentences. { $student } reads this too.
contact-outcome = How did it go?
contact-made = We talked
contact-more = Is this right too?
contact-means = How?
contact-present = Was { $student } there?
contact-topics = About what?
contact-reason = Why?
contact-initiative = Who began?
contact-day = Which day?
contact-time = What time?
contact-week = Not sure of the day?
contact-week-only = Sometime in that week
contact-readers = Who reads this?
contact-readers-staff = You, the other mentors of the class and the career lead
contact-readers-student = { $student }
contact-readers-home = Those from home who were there
contact-readers-attempt = Did it not work out? Only you, the other mentors and the career lead read that.
answer-ja = Yes
answer-nee = No
attempt-with-one = Choose one person: whom did you try to reach?
form-leave = Do not keep

correct-title = Correct a talk
correct-why = Why do you correct this?
correct-why-hint = What stood here before can still be read. Your colleagues see the reason too.
correct-save = Correct
withdraw-title = Withdraw
withdraw-why = Why do you withdraw this?
withdraw-why-hint = After this it counts nowhere. Only you, the other mentors and the career lead can still read it.
withdraw-save = Withdraw
withdraw-leave = Leave it

## Several at once

evening-short = Several at once
evening-title = With whom did you speak?
evening-lede = Class { $class }. After a parents’ evening, write down all talks here in one go.
evening-who = Whom did you speak with?
evening-spoke = Spoke with
evening-present = was there
evening-with-student = Student there?
evening-nobody = nobody known
evening-readers = Each student reads that there was a talk, and so do those from home who were there.
evening-none = Nobody chosen yet.
evening-one = You write down 1 talk.
evening-more = You write down { $count } talks.
evening-save = Keep

## Done

done-gesprek = The talk is on the timeline.
done-poging = The attempt is on the timeline.
done-verbeterd = The talk has been corrected. What stood there before can still be read.
done-ingetrokken = It has been withdrawn and no longer counts.
done-avond = The talks have been kept.
