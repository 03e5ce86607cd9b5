### Agreements: the three lanes, what became of one, and why something about one is refused.

party-student = student
party-home = home
party-school = school

otherwise-other-day = on another day
otherwise-somebody-else = somebody else does it
otherwise-something-else = something else
otherwise-not-now = not now

entry-agreement = Agreement: { $point }
agreement-from-talk = from a talk
lane-me = I
lane-you = You
lane-home = Home
lane-school = School
lane-owner = { $party } · { $who }
lane-due = by { $day }
lane-done = done { $day }
lane-asked = no answer yet
lane-yes = says yes
lane-otherwise = wants it otherwise: { $how }

agreement-kept = All three done
agreement-done = { $done } of 3 done
agreement-lapsed = Ran out on { $day }
agreement-cancelled = Stopped on { $day }
agreement-is-lapsed = ran out
agreement-is-cancelled = stopped
agreement-is-kept = kept
agreement-runs = runs
agreement-asked = waits for an answer
agreement-otherwise = must be otherwise
agreement-overdue = day has passed

refused-agreement-student-gone = This student is no longer at this school.
refused-agreement-already-made = This agreement was made already. Look on the timeline.
refused-agreement-no-point = What does the student work on?
refused-agreement-no-student-part = What does the student do?
refused-agreement-no-student-day = By which day does the student do this?
refused-agreement-no-home-part = What does home do?
refused-agreement-no-home-owner = Who at home does this?
refused-agreement-home-owner-stranger = This person does not belong to this student. Choose somebody else.
refused-agreement-no-home-day = By which day does home do this?
refused-agreement-no-school-part = What does school do?
refused-agreement-school-owner-stranger = Choose a mentor of this class, or do it yourself.
refused-agreement-no-school-day = By which day does school do this?
refused-agreement-student-due-in-past = This day has passed. Choose today or later.
refused-agreement-home-due-in-past = This day has passed. Choose today or later.
refused-agreement-school-due-in-past = This day has passed. Choose today or later.
refused-agreement-not-there = There is no such agreement.
refused-agreement-not-yours = This is somebody else’s part.
refused-agreement-ended = This agreement is over. Make a new one if it is still needed.
refused-agreement-kept = This agreement was kept already.
refused-agreement-changed-meanwhile = This agreement was just adjusted. First look how it is now.
refused-agreement-no-reason = Write in a few words why.
refused-agreement-still-runs = The days of this agreement have not passed yet.
