### The student's line and who sees it. For students "je", for those at home "u", for staff "je".

## The five questions

question-motives = what do I want?
question-qualities = what am I good at?
question-work = which work suits me?
question-steering = how do I get there?
question-network = who can help me?
question-motives-of = what do I want
question-qualities-of = what am I good at
question-work-of = which work suits me
question-steering-of = how do I get there
question-network-of = who can help me
question-title = Your five questions
question-last = last: “{ $title }”
question-open = still open
question-count = { $count } times this school year
question-empty = Nothing here yet this school year. That is fine: each question has its own time.

## Sorts of things

experience-visit = visit to a company
experience-internship = internship
experience-open-day = open day
experience-fair = careers fair
experience-lesson = lesson or project
experience-at-home = at home
experience-job = job on the side
experience-other = something else
why-mistake = there was a mistake in it
why-no-longer-so = it is no longer so
why-rather-not = I would rather not show this

## What stands on the line, for the student and for others

own-experience = { $reader ->
    [own] { $title }
   *[other] { $student } shows: { $title }
}
own-reflection = { $reader ->
    [own] { $title }
   *[other] { $student } thinks: { $title }
}
own-choice = { $reader ->
    [own] What I want: { $title }
   *[other] What { $student } wants: { $title }
}
own-step = { $reader ->
    [own] My next step: { $title }
   *[other] { $student }’s next step: { $title }
}
own-step-taken = { $reader ->
    [own] Done: { $title }
   *[other] { $student } did this: { $title }
}
own-step-dropped = { $reader ->
    [own] Not after all: { $title }
   *[other] { $student } lets this go: { $title }
}
own-setback = { $reader ->
    [own] That was disappointing: { $title }
   *[other] Disappointing for { $student }: { $title }
}
own-quality = { $reader ->
    [own] { $who } sees in you: { $title }
   *[other] { $who } sees in { $student }: { $title }
}
own-quality-yours = You see in { $student }: { $title }
own-step-by = by { $day }
own-noted-at-school = noted at school
own-grew = How it grew
own-grown = Until { $until }: { $title }. Different now, because:
own-new-idea = New idea
own-closed = This may rest, since { $day }.
own-from = Came from: { $what }
own-then = What came of it
own-seen-nobody = only I see this
own-seen = { $who } sees this
own-seen-until = { $who } sees this until { $day }
own-seen-school = mentor and career lead see this
own-seen-school-until = mentor and career lead see this until { $day }
own-go-step = How did it go?
own-go-setback = New idea?
own-go-choice = I want something else now
own-go-share = Who sees this?
own-go-correct = Mend or take away

## The student's page and forms

own-lede = What you do, want and can. You decide who sees it.
line-all = The whole line
own-next-step = My next step
line-talk-about = To talk about
line-choice-from = “{ $title }”: where does this choice come from?
line-not-talked = “{ $title }”: who has seen this already?
own-add-button = Add something
own-add = What do you add?
own-add-lede = You choose with whom you share it.
own-add-experience = Something I did
own-add-experience-more = a visit, internship, open day, lesson or something at home
own-add-reflection = Something I think
own-add-reflection-more = about what you want, can or like
own-add-choice = Something I want
own-add-choice-more = a trade, direction or course; it may change later
own-add-step = My next step
own-add-step-more = what will you do, and when?
own-add-setback = That was disappointing
own-add-setback-more = a place, a mark, a plan that did not work out
own-experience-title = What did you do?
own-reflection-title = What do you think?
own-choice-title = What do you want?
own-step-title = What will you do?
own-setback-title = What was disappointing?
own-experience-words = How was it?
own-reflection-words = Tell more
own-choice-words = Why?
own-step-words = Whom or what do you need?
own-setback-words = What happened?
own-kind = What was it?
own-when = When?
own-by = By which day?
own-proud-ask = Are you proud of it?
own-proud = I am proud of this
own-questions = Which question does this help with?
own-builds-on = Did this come from something?
own-share = Who may see this?
own-share-setback = Whom do you want to talk about it with?
own-share-hint = Nobody ticked? { $sentence }
own-share-school = My mentor and the career lead
own-share-until = Until which day?
own-share-until-who = { $who } may see this until
own-until = until
own-share-legend = Who may see this, and until when?
own-share-former = is no longer around and sees nothing
own-share-save = Share like this
own-save = Save
own-on-step = How did it go?
own-on-choice = What do you want now?
own-on-setback = New idea
own-on-experience = Go on
own-on-reflection = Go on
own-on-quality = Go on
own-on-ended = This is done. Add something new when you go on.
own-step-how = How was it, or why not?
own-step-done = Done
own-step-drop = Not after all
own-choice-now = What do you want now?
own-choice-because = Why something else now?
own-choice-because-hint = Changing your mind is growing. What did you not know before?
own-idea = What can be done?
own-idea-hint = Another place, another way, or somebody who can help.
own-idea-save = This is my new idea
own-let-rest = I let it rest
own-why = Why do you change this?
own-why-gone = Why do you take this away?
own-take-away = Take away
own-take-away-what = Then nobody sees it any more, you included.
own-take-away-sure = Take this away
own-as-seen = How home sees it
own-as-seen-lede = Choose somebody. You read exactly what they read about you now.
own-as-seen-who = Choose who looks
own-as-seen-what = This can be read
own-as-seen-nothing = This person sees nothing of your line now.

## A setback, by the mentor

setback-title = Setback
setback-lede = Write down with { $student } what did not work out. Then look for what can.
setback-what = What was disappointing?
setback-words = What happened?
setback-when = When?
setback-save = Save
setback-idea = What is the new idea?
setback-idea-save = Save the new idea

## What home says a student is good at

quality-title = What is { $child } good at?
quality-lede = What do you see at home?
quality-what = What does { $child } do well?
quality-hint = One thing is enough. For instance: patient.
quality-when = When did you see that?
quality-who-reads = { $child } chooses who else may read it.
quality-save = Tell { $child }

## After something was done

done-tegenvaller = The setback was saved.
done-idee = The new idea was saved.
done-erbij = It is on your line.
done-gedeeld = This is how you share it now.
done-stap-gezet = Well done. The step is taken.
done-stap-weg = This step is let go.
done-keuze-anders = Your new choice is on your line.
done-nieuw-idee = Your new idea is on your line.
done-laten-rusten = This may rest.
done-lijn-verbeterd = It was changed.
done-lijn-weg = It was taken away.
after-goed-in = Your words are with your child now.
home-quality = What is { $child } good at?
student-setback = Setback

## What it is called in the log

fact-entry-opened = Opened
fact-experience-recorded = Experience
fact-reflection-written = Thought
fact-choice-stated = Choice
fact-choice-revised = Choice changed
fact-step-planned = Step planned
fact-step-taken = Step taken
fact-step-dropped = Step let go
fact-quality-named = Quality named
fact-setback-noted = Setback
fact-setback-turned = New idea
fact-setback-closed = Setback closed
fact-entry-shared = Shared
fact-entry-unshared = No longer shared
fact-entry-corrected = Changed
fact-entry-withdrawn = Taken away

## Refusals

invalid-title-missing = Fill this in.
invalid-title-too-long = This is too long. 80 characters fit.
refused-entry-student-gone = This student is no longer at this school. Nothing was kept.
refused-line-student-gone = This student is no longer at this school. Nothing was kept.
refused-line-already-told = This is on the line already.
refused-line-not-there = This is not there.
refused-line-withdrawn = This was taken away.
refused-line-not-yours = Only who told this can change it.
refused-line-in-future = This has not been yet. Choose today or an earlier day.
refused-line-too-long-ago = This is more than four years ago. Is the date right?
refused-line-no-question = Choose which question this helps with.
refused-line-step-in-past = This day has been. Choose one to come.
refused-line-builds-on-itself = Choose something else that this came from.
refused-line-share-with-stranger = One of these people is no longer around. Choose again.
refused-line-share-is-over = This day has been. Choose one to come, or leave it empty.
refused-line-no-reason = Write in a few words why.
refused-line-step-ended = This step is done already.
refused-line-setback-ended = There is a new idea for this already, or it may rest.
refused-line-no-idea = Write down the new idea.
refused-line-other-kind = That cannot be done with this.
refused-line-changed-meanwhile = This has just changed. Look at how it stands now first.
