### What staff read about a class, in plain Dutch (B1), with "je".

## What lies

overdue-title = Left lying
overdue-count = Left lying ({ $count })
overdue-lede = What waits long, with what you can do.
overdue-none = Nothing is left lying.
overdue-since = for { $days }
overdue-unused = “{ $title }” came back and was not used yet
overdue-agreement = Agreement “{ $point }”: { $state }
overdue-setback = Setback “{ $title }”: no new idea yet
overdue-unspoken = Not talked about with home yet: “{ $title }”
overdue-talk = Talk with home
overdue-ask = Call
overdue-look = Look

## In the class list

class-assignments = Assignments back
class-assignments-back = { $back } of { $given }
class-assignments-open = { $count } open
class-waiting = What waits
class-unanswered = Waiting for your answer ({ $count })
class-talks-near = Talks this week ({ $count })
class-agreement = Agreement

## My class

class-title = Class { $class }
class-switch = My classes
class-in-view = **{ $seen } of { $all }** families in view · { $years }
class-hidden = { $count ->
    [one] 1 student can no longer be seen here, because they are in another class now or left the school. They are in the counts.
   *[other] { $count } students can no longer be seen here, because they are in another class now or left the school. They are in the counts.
}
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
class-student-told = according to the student they talked at home ({ $day })

heard-message = { $day } a message from { $who }
heard-invitation = { $day } an answer from { $who } to an invitation
heard-agreement = { $day } an answer from { $who } to an agreement
heard-assignment = { $day } { $who } told of an assignment

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
