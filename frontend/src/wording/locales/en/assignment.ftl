### Assignments for home: their words, what happened with one, and why something about one is refused.

assignment-kind-together = together at home
assignment-kind-outing = going out together
assignment-kind-parents-work = about a parent’s work
assignment-kind-important-others = with somebody else who matters

brought-quality = something that goes well
brought-wish = a wish
brought-idea = an idea for later
brought-helper = somebody who can help
brought-question = a question for school

used-in-talk = in a talk
used-in-lesson = in class
used-in-step = for a next step

assignment-state-given = at home
assignment-state-opened = opened at home
assignment-state-late = not back yet
assignment-state-back = back from home
assignment-state-used = used at school
assignment-state-parked = put aside
assignment-state-withdrawn = withdrawn

entry-assignment = Assignment for home: { $title }
entry-assignment-talked = Talked at home: { $title }
assignment-due = back { $day }
assignment-minutes = { $minutes } minutes
assignment-why = Why?
assignment-then = What does school do with it?
assignment-after = This belongs to
assignment-steps = Do this together
assignment-back-you = You
assignment-back-me = You
assignment-back-with = { $who } with { $with }
assignment-back-others = somebody else
assignment-used = School used this { $how }.
assignment-parked = School does nothing with this for now.

invalid-line-too-long = This line is too long. There is room for 160 characters.

refused-assignment-for-nobody = Choose whom the assignment is for.
refused-assignment-student-gone = One of these students is no longer at this school or no longer in this class. Nothing was saved.
refused-assignment-already-given = This assignment was handed out already.
refused-assignment-no-title = Give the assignment a name.
refused-assignment-no-why = Write why they do this.
refused-assignment-no-use = Write what school does with what comes back.
refused-assignment-builds-on-nothing = What does this belong to? Name something that happened, such as a visit or a talk.
refused-assignment-no-steps = Write at least one step.
refused-assignment-too-many-steps = Choose no more than five steps.
refused-assignment-step-too-hard = A sentence in a step is too long to read easily. Write short sentences of twelve words at most.
refused-assignment-too-long = Choose a time between 1 and 20 minutes.
refused-assignment-needs-writing = Not everybody at home writes easily. Make the assignment so that talking is enough.
refused-assignment-due-in-past = This day has passed. Choose today or later.
refused-assignment-due-too-far = This is more than three months away. Choose an earlier day.
refused-assignment-not-there = There is no such assignment.
refused-assignment-withdrawn = This assignment was withdrawn. Nothing needs to be done.
refused-assignment-already-returned = This was brought back to school already.
refused-assignment-with-stranger = One of these people no longer belongs to this student. Choose again.
refused-assignment-nothing-back = Nothing of this came back from home yet.
refused-assignment-already-used = This was used at school already.
refused-assignment-already-parked = This was put aside already.
refused-assignment-already-back = Home has done this. Use it, or put it aside with a reason.
refused-assignment-no-word = Write in a sentence what you do with it. Nothing? Then park it.
refused-assignment-no-reason = Write in a few words why.
