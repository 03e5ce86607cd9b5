### What staff read about assignments and agreements.

assignment-act-use = What I do with this
assignment-act-withdraw = Withdraw
agreement-act-adjust = Adjust
agreement-act-stop = Stop
agreement-act-done = Part done

## A new assignment

give-title = Assignment for home
give-lede-class = For class { $class }. They do this together at home, without writing.
give-lede-student = For { $student }. They do this together at home, without writing.
give-examples = Begin with an example
give-kind = What sort of assignment?
give-name = What is it called?
give-name-hint = Short, such as “What am I good at?”
give-why-hint = Student and home read this.
give-then = What do we do with it?
give-then-hint = Promise only what you will do. Student and home read this.
give-builds-on = What does this belong to?
give-builds-on-other = Something else
give-after-other = What else does it belong to?
give-after-hint = Something that happened: a lesson, a visit, a talk.
give-steps = The steps
give-step = Step { $number }
give-steps-hint = Short sentences, { $words } words at most, in easy Dutch: also for those who read little.
give-check = Can everybody at home do this?
give-without-writing = It can be done without writing, and it costs nothing
give-without-writing-more = Talking is enough. Also for those who speak little Dutch.
give-minutes = How many minutes?
give-minutes-hint = { $most } at most.
give-due = Back on
give-for-whom = For whom?
give-everybody = For all { $count } students. Choose who does not get it.
give-save = Hand out
give-readers-student = The student
give-readers-home = The parents
give-readers-others = Supporters only read an assignment that is meant for others than parents.
give-withdraw-title = Withdraw an assignment
give-withdraw-hint = Student and home no longer see it. Your colleagues can read why.

## What was handed out

handed-title = Assignments of the class
handed-lede = Every assignment of this school year.
handed-none = This class has had no assignment yet this school year.
handed-what = Assignment
handed-whom = For whom
handed-to = { $count } students
handed-on = Handed out
handed-opened = Opened
handed-back = Back
handed-do = Action
handed-from =
    { $count ->
        [0] Nobody has this assignment open any more.
        [one] One student still has this assignment. You take it back from:
       *[other] { $count } students still have this assignment. You take it back from:
    }
handed-stays =
    { $count ->
        [one] One student already brought something back. That stays.
       *[other] { $count } students already brought something back. That stays.
    }

## What came back

came-back-title = Back from home
came-back-count = Back from home ({ $count })
came-back-lede = Home did this. Choose what you do with it; student and home read that.
came-back-none = Nothing from home lies here now.
came-back-which = Of what?
came-back-counts = { $back } of { $given } back
came-back-given = handed out { $day }
came-back-long = lies long
came-back-nobody = Choose at least one student.
came-back-used-in = Where do you use this?
came-back-words = What do you do with it?
came-back-words-hint = One sentence is enough. Each chosen student and home read this.
came-back-park = Put aside
came-back-park-hint = Do you do nothing with it now? Then write above why.

## What lies

lying-title = Left lying
lying-count = Left lying ({ $count })
lying-lede = What waits long, with what you can do.
lying-none = Nothing is left lying.
lying-since = for { $days }
lying-unused = “{ $title }” came back and was not used yet
lying-agreement = Agreement “{ $point }”: { $state }
lying-setback = Setback “{ $title }”: no new idea yet
lying-unspoken = Not talked about with home yet: “{ $title }”
lying-talk = Talk with home
lying-ask = Call
lying-look = Look

## In the class list

class-assignments = Assignments back
class-assignments-back = { $back } of { $given }
class-assignments-open = { $count } open
class-waiting = What waits
class-agreement = Agreement

## An agreement

agree-title = Make an agreement
agree-short = Agreement
agree-lede = With { $student }. Three parts: student, home and school.
agree-nobody-home = An agreement also has a part for home. First name somebody who takes part.
agree-point = What does the student work on?
agree-point-hint = Say it positively, such as “making contact by oneself”.
agree-student = What does { $student } do?
agree-student-hint = Such as: “I sign up.”
agree-home = What does home do?
agree-home-hint = Such as: “I come along.”
agree-school = What does school do?
agree-school-hint = Such as: “I arrange the day off.”
agree-who = Who?
agree-day = By which day?
agree-from = From which talk?
agree-save = Make the agreement
agree-readers-home = The parents, and who at home has a part
agree-readers-asked = { $student } and home say yes themselves, with one tap.
agree-adjust-title = Adjust an agreement
agree-adjust-why = Why do you adjust it?
agree-adjust-hint = Only you, the other mentors and the career lead read this.
agree-adjust-save = Adjust
agree-stop-title = Stop an agreement
agree-stop-why = Why does the agreement stop?
agree-stop-hint = Student and home read this too.
agree-stop-save = Stop
agree-lapse = Let it run out
agree-one-title = Agreement
agree-done = What is done?
agree-done-by = Done: { $who }

## Done

done-opdracht = The assignment was handed out.
done-opdracht-ingetrokken = The assignment was withdrawn.
done-gebruikt = Saved. Student and home read what you do with it.
done-opzij = Put aside. Student and home read why.
done-afspraak = The agreement is on the timeline. Student and home are asked.
done-afspraak-deel = This part is done.
done-afspraak-aangepast = The agreement was adjusted. Student and home are asked again.
done-afspraak-gestopt = The agreement is over.
