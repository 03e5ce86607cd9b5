### The words for people and things, one word for one thing, and what happened in a sentence.

erased = (erased)
somebody = someone
whom-student = student
whom-staff = member of staff
whom-former = former contact
whom-of = { $child }’s { $whom }
yours = your { $whom }

nav-my-class = My class
nav-school = School
nav-evolution = Course of the year
nav-my-line = My line
nav-home = Home
past-position = event { $position } of { $head }

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

relation-mother = mother
relation-father = father
relation-guardian = guardian
relation-foster-parent = foster parent
relation-step-parent = step-parent
relation-parent = parent

kinship-sister = sister
kinship-brother = brother
kinship-uncle = uncle
kinship-aunt = aunt
kinship-grandmother = grandmother
kinship-grandfather = grandfather
kinship-neighbour = neighbour
kinship-coach = coach
kinship-other = someone else

authority-full = parental authority
authority-on-request = no authority, information on request only
authority-none = no authority, no information

channel-phone = telephone
channel-email = mail
failure-wrong = is wrong
failure-bounced = does not arrive
failure-opted-out = does not want this

language-dutch = Dutch
language-turkish = Turkish
language-arabic = Arabic
language-english = English
language-polish = Polish
language-ukrainian = Ukrainian
language-other = another language

reading-standard = plain Dutch
reading-easy = easy Dutch
reading-listen = listening

role-student = student
role-parent = parent
role-supporter = supporter
role-mentor = mentor
role-career-lead = career lead
role-school-admin = school admin
role-auditor = auditor

## What happened, for parents, supporters and the student

entry-you = You
entry-me = You
entry-me-too = you
entry-school = the school
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
entry-came = { $student } came to this school
entry-came-in-class = { $student } came into class { $class }
entry-you-came = You came to this school
entry-you-came-in-class = You came into class { $class }
entry-corrected = Corrected on { $day }
entry-before = Before, it said:

## Forms

form-incomplete = The form did not arrive complete. Check it and send it again.
reused-title = This form was sent before
reused-text = What was filled in then has been kept. This is different. Is it right? Send it once more and it will be added.

invalid-birth-date-shape = This birth date is not right. Write for example 14-03-2011.
invalid-email-shape = This mail address is not right. Write for example name@parents.example.
invalid-name-missing = Fill in a name.
invalid-name-not-a-name = This name has characters that do not belong in a name.
invalid-name-too-long = This name is too long. There is room for 80 characters.
invalid-phone-shape = This telephone number is not right. Write for example 06 0000 0012.
invalid-student-number-missing = Fill in the student number.
invalid-student-number-shape = This student number is not right. Use letters and digits only, at most 20.
invalid-words-too-long = This text is too long. There is room for 500 characters.

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

refused-school-not-open = This school is not there yet.
refused-school-no-name = Fill in the name of the school.
refused-school-name-too-long = This name is too long.
refused-school-too-many-hours = Choose between 0 and 72 hours.
refused-school-slug-shape = The short name is made of small letters, digits and hyphens.
refused-school-slug-taken = Another school has this short name already. Choose another.

refused-class-not-there = This class is not there.
refused-class-no-name = Fill in the name of the class.
refused-class-name-too-long = This name is too long.
refused-class-no-such-year = Choose year 1, 2, 3 or 4.
refused-class-not-a-mentor = This member of staff is not a mentor at this school.

refused-staff-not-there = This member of staff is not there.
refused-staff-not-a-staff-role = This role is not for staff.
refused-staff-own-role = Nobody gives themselves a role. Ask another school admin.
refused-staff-own-admin-role = A school admin cannot remove themselves. Ask another school admin.

refused-student-not-there = This student is not there.
refused-student-already-enrolled = This student has been enrolled already.
refused-student-has-left = This student has left. Enrol them again first.
refused-student-no-such-class = This class is not there. Choose another class.
refused-student-in-future = This day has not come yet. Choose today or an earlier day.

refused-parent-student-gone = This student is no longer at this school.
refused-parent-not-linked = This parent is not linked to this student.
refused-parent-no-reason = Write in a few words why the authority changes.
refused-parent-not-there = This parent is not there.

refused-supporter-student-gone = This student is no longer at this school.
refused-supporter-not-named = This person is not a supporter of this student.

refused-details-nobody-there = This person is not there.
refused-details-nothing-there = This number or mail address is no longer there.
