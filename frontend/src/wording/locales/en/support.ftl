### Who helps a student with what, and how far the student steers. For students "je", for those at home "u", for staff "je".

## Who helps with what

support-title = Who helps with what?
support-lede-own = Somebody may help with each step. Choose together who.
support-lede-home = Somebody may help { $child } with each step. You need not do everything.
support-lede-staff = Look with { $student } part by part who helps: alone, together, somebody else or school.
support-part = Part
support-myself = Myself
support-you = You
support-school = School
support-change = Change
support-not = no
support-nobody = nobody yet
support-mark-self = does this alone
support-mark-shares = helps along
support-mark-takes-over = takes this over
support-mark-school = school helps
support-shown-shares = too
support-legend = Tick: does this. Too: helps along. Dots: does not help here.
support-i-do = I do it myself
support-does-self = { $who } does it alone
support-shares = { $you ->
    [you] You help along
   *[other] { $who } helps along
}
support-takes-over = { $you ->
    [you] You take it over
   *[other] { $who } takes it over
}
support-school-helps = School helps
support-nobody-hint = Nobody yet? Leave everything empty. Then the mentor looks along.
part-home-talk = talking at home about later
part-internship = finding an internship
part-interview = talking to somebody about work
part-visit = going along to an open day
part-practise = practising a talk
part-apply = applying to a college

## How far the student steers

steering-title = Who steers?
steering-ask-own = How do you want it?
steering-ask = What suits { $student }?
steering-save = Save
steering-open = This has not been talked about yet.
steering-agreed = Student and mentor agree: { $level }.
steering-you-say = You say: { $level }. Your mentor has not said anything yet.
steering-student-says = { $student } says: { $level }.
steering-mentor-says = The mentor says: { $level }.
steering-apart = The student says: { $student }. The mentor says: { $mentor }. Talk about it together.
level-joins-in = somebody else begins, I join in
level-together = we do it together
level-leads = I begin, somebody else looks along
level-alone = I do it myself and ask for help when I want to
level-joins-in-of = somebody else begins, { $student } joins in
level-together-of = together
level-leads-of = { $student } begins, somebody else looks along
level-alone-of = { $student } does it alone and asks for help

## After something was done

done-helpt = Saved: who helps with this.
done-regie = Saved: who steers.
after-helpt = Saved: who helps with this.
help-asked-title = You are asked for this
help-asked-takes-over = **{ $part }**: can you take this over from { $student }?
help-asked-shares = **{ $part }**: can you help { $student } with this?
help-asked-none = Nothing is asked of you now.
help-said = You said: { $answer }.
help-yes = yes
help-together = together
help-rather-not = rather not
after-lukt-dat = Your answer is kept.

## What it is called in the log

fact-support-examined = Support examined
fact-support-help-answered = Answered whether they can help
fact-support-level-named = Steering named

## Refusals

refused-support-student-gone = This student is no longer at this school. Nothing was kept.
refused-support-stranger = One of these people is no longer around. Choose again.
refused-support-two-ways = Choose one answer for each person.
refused-support-changed-meanwhile = Somebody has just changed this. Look at how it stands now first.
refused-support-not-yours = Only the student and the mentor choose this.
refused-support-not-asked = You are no longer asked for this.
