### What a contact with home is: means, outcomes, reasons, and how far contact has come. Read by staff, students and
### parents alike: without "je" and "u", but where a sentence speaks to one of them.

means-phone = telephone
means-at-school = talk at school
means-home-visit = home visit
means-video = video call
means-evening = parents’ evening
means-in-passing = talk in passing
means-text = text message
means-email = mail
means-letter = letter

reason-introduction = introduction
reason-positive = positive
reason-concern = concern

topic-future = choosing for later
topic-motives = what do I want
topic-qualities = what am I good at
topic-exploring = looking at work and courses
topic-next-step = next step
topic-helpers = who helps
topic-school = how school is going

initiative-school = school
initiative-home = home

outcome-no-answer = no answer
outcome-wrong-details = wrong number
outcome-message-left = message left
outcome-did-not-come = did not come

rung-no-details = no contact details
rung-not-approached = nothing sent yet
rung-invited = invited
rung-responded = responds
rung-in-contact = in view
rung-talked-together = talked together
rung-home-talk-shown = talked at home

## What happened, for parents, supporters and the student

entry-alone = { $who } { $how ->
    [written] was in touch
   *[spoken] spoke
} with { $staff }
entry-together = { $who } { $how ->
    [written] were in touch
   *[spoken] spoke
} with { $staff }
entry-about-you = { $staff } { $how ->
    [written] was in touch
   *[spoken] spoke
} with { $with }
entry-tried = { $staff } tried to reach home

## Forms

refused-contact-student-gone = This student is no longer at this school or in this class. Nothing was kept.
refused-contact-already-told = This talk has been written down already. Look at the timeline.
refused-contact-not-there = This talk is not there.
refused-contact-withdrawn = This talk was withdrawn. Write it down again if it was right after all.
refused-contact-only-an-attempt = This was an attempt, not a talk. Withdraw it and write it down again.
refused-contact-in-future = This has not happened yet. Choose today or an earlier day.
refused-contact-too-long-ago = This is more than a year ago. Is the date right?
refused-contact-with-nobody = Choose with whom the talk was.
refused-contact-with-stranger = One of these people no longer belongs to this student. Choose again.
refused-contact-about-nothing = Choose what it was about.
refused-contact-student-in-a-letter = The student cannot be there in a message, mail or letter. Choose “No”, or another channel.
refused-contact-no-reason = Write why, in a few words.
refused-contact-changed-meanwhile = Somebody has just told this differently. First look at how it stands now.
refused-contact-nothing-new = Nothing has changed. First correct what was wrong.
refused-contact-nobody-ticked = Choose for at least one student with whom the talk was.
