### What an auditor reads: how contact with home evolved, and what is behind each number. No names.

evolution-title = How contact with parents grew
evolution-title-class = How contact with parents grew in class { $class }
evolution-family = Family { $family }
evolution-school = Whole school
evolution-lede = { $homes ->
    [one] 1 student
   *[other] { $homes } students
}. Every underlined number opens the events behind it.
evolution-lede-family = Every underlined number opens the events behind it.
evolution-hidden = Names hidden
evolution-empty = There were no students yet on this day.
evolution-caption = { $seen } of { $homes } families in view · { $day }
evolution-caption-family = { $rung } · { $silence } of silence · { $day }
evolution-caption-gone = How far school and home came
evolution-reference = { $share }% (guide)
evolution-source = { $talks } %: so many parents came to introductory talks at fifteen schools in Rotterdam-Zuid. { $evening } %: so many came to a parents' evening with much attention for the invitation, at one vmbo. Source: Handreiking Ouderbetrokkenheid bij studiekeuze en loopbaanoriëntatie (2016).
evolution-never-reached = Not spoken with this year
evolution-never-reached-note = What the school tried stands behind each number. Silence is not unwillingness.
evolution-never-reached-more = { $count } more families
evolution-week-back = Week back
evolution-week-on = Week on
evolution-day = On this day
evolution-contact = Contact
evolution-later = Afterwards
evolution-everything = See all events
evolution-opens = , see the events
evolution-percent = { $share }%
evolution-rung = Rung
evolution-silence = Silence
evolution-classes = Classes
evolution-class = Class
evolution-students = Students
evolution-longest-silence = Longest silence
evolution-families = Families
evolution-family-column = Family

month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
month-day-short = { $day } { $month }

## The numbers, and what each counts

figure-uitgenodigd = Invited
figure-in-beeld = In view
figure-samen-gesproken = Talked together
figure-thuis-gepraat = Talked at home
figure-via-steun = In touch, not through a parent
figure-wel-gesproken = Spoken with, not yet about the future
figure-nog-niet-gesproken = Not spoken with yet
figure-contacten = Contacts
figure-ouder-begon = Parent began
figure-kennismaking = To get to know each other
figure-positief = About something positive
figure-zorg = About a concern
figure-pogingen = Attempts
figure-aangekomen = Delivered
figure-antwoorden = Answers from home
figure-gesprekken = Talks in a round
figure-van-thuis = Shown by home
figure-van-leerling = Told by the student
figure-verbeterd = Corrected later
figure-ingetrokken = Withdrawn
figure-laat-opgeschreven = Written down late
figure-alles = All events

about-uitgenodigd = Families that got at least one message or invitation this school year.
about-in-beeld = Families that the school talked with about the future at least once this school year, or where somebody at home told what came of an assignment.
about-samen-gesproken = Families where school, student and home talked together about the future at least once this school year.
about-thuis-gepraat = Families where somebody at home told what came of an assignment. What the student alone tells is counted apart.
about-via-steun = Families that are in touch, but only through somebody who is not a parent. They count as in touch too.
about-wel-gesproken = Families the school did speak with this school year, but not yet about the future. They are not in touch yet.
about-nog-niet-gesproken = Families that are not in touch and that the school has not had a single conversation with this school year. In touch, spoken with and not spoken with yet are all families together.
about-contacten = Conversations between school and home this school year. An attempt does not count.
about-ouder-begon = Conversations that home began, this school year.
about-kennismaking = Conversations to get to know each other, this school year.
about-positief = Conversations about something positive, this school year.
about-zorg = Conversations about a concern, this school year.
about-pogingen = Attempts that came to no conversation, this school year.
about-aangekomen = Messages, invitations and assignments that arrived at home this school year.
about-antwoorden = Answers from home this school year: to a message, an invitation or an agreement.
about-gesprekken = Talks of a round that were held this school year. They count as contacts as well.
about-van-thuis = Assignments of this school year of which somebody at home told what came of them.
about-van-leerling = Assignments of this school year of which the student alone told that they talked about them at home. That brings no family in view.
about-verbeterd = Conversations and attempts of this school year that were corrected later, with what was written first.
about-ingetrokken = Conversations and attempts of this school year that were withdrawn. They count nowhere else.
about-laat-opgeschreven = What was written down more than 7 days after it happened, this school year.
about-alles = All that happened with home this school year: conversations, attempts, messages that arrived, answers and assignments, also what was withdrawn.

## The events behind a number

events-title = { $figure }: { $number }
events-counted = Counted up to and including { $day } · { $homes ->
    [one] 1 family
   *[other] { $homes } families
} · { $events ->
    [one] 1 event
   *[other] { $events } events
}
events-counted-homes = Counted up to and including { $day } · { $homes ->
    [one] 1 family
   *[other] { $homes } families
}
events-all = For each contact you see all that was written about it, also what came later.
events-none = There are no events behind this number.
events-position = No.
events-what = What
events-occurred = Happened on
events-recorded = Written down on
events-by = By
events-late = { $days } later
events-by-job = automatic
events-by-operator = platform operator
events-career = about the future
events-student-present = student present
events-begun-by-home = home began

fact-contact-attempted = Attempt
fact-contact-made = Contact
fact-contact-corrected = Corrected
fact-contact-withdrawn = Withdrawn
fact-message-sent = Message sent
fact-message-delivered = Message delivered
fact-message-answered = Message answered
fact-message-withdrawn = Message taken back
fact-talk-round-opened = Talk round opened
fact-talk-round-times-added = Times added to a talk round
fact-talk-round-closed = Talk round closed
fact-talk-invited = Invited to a talk
fact-talk-invitation-delivered = Invitation delivered
fact-talk-booked = Time chosen
fact-talk-answered = Invitation answered
fact-talk-booking-cancelled = Time cancelled
fact-talk-parted = Invited by themselves
fact-talk-greeted = Greeting by the student
fact-talk-voice-given = Voice given
fact-talk-held = Talk held
fact-talk-missed = Talk did not happen
fact-talk-corrected = Talk corrected
fact-talk-reopened = Talk withdrawn
fact-assignment-given = Assignment handed out
fact-assignment-opened = Assignment opened
fact-assignment-returned = Assignment back from home
fact-assignment-used = Assignment used at school
fact-assignment-parked = Assignment put aside
fact-assignment-withdrawn = Assignment withdrawn
fact-agreement-made = Agreement made
fact-agreement-confirmed = Yes to an agreement
fact-agreement-declined = Said otherwise about an agreement
fact-agreement-part-done = Part of an agreement done
fact-agreement-adjusted = Agreement adjusted
fact-agreement-lapsed = Agreement lapsed
fact-agreement-cancelled = Agreement stopped

## Corrections

events-corrects = Corrects no. { $of } of { $day }. Changed: { $fields }
events-about = About no. { $of } of { $day }
changed-dag = the day
changed-kanaal = how
changed-met-wie = with whom
changed-leerling-erbij = whether the student was there
changed-wie-begon = who began
changed-waarover = the reason
changed-onderwerp = the subject
changed-uitkomst = whether it took place

## The course of the year

evolution-terms = What do these words mean?
evolution-share = { $share }%
evolution-class-last = Last class
evolution-gone = { $count ->
    [one] 1 student who left
   *[other] { $count } students who left
}: { $contacts } contacts and { $attempts } attempts. They count for the year.
evolution-gone-class = { $count ->
    [one] 1 student who is no longer in this class
   *[other] { $count } students who are no longer in this class
}: { $contacts } contacts and { $attempts } attempts while they were here. They count.
course-title = The school year, week by week
course-title-family = This family's year
course-caption = Attempts and contacts, who began and why
course-began-words = In { $from } home began { $begun } out of 100 contacts, in { $until } { $ends }.
course-weeks = Attempts and contacts
course-most = { $count } in a week
course-began = Who began, in %
course-by-school = school
course-by-home = home
course-by-student = student
course-reasons = Why
course-no-reason = no reason written down
course-changed = Changed later
course-changed-note = A triangle says how much of that month was only written down, corrected or withdrawn after the month was over. Choose a date to see what was known then.
course-table-weeks = Table by week
course-table-months = Table by month, with families and %
course-table-days = Table from day to day
course-week = Week
course-week-days = { $from } to { $until }
course-month = Month
course-month-year = { $month } { $year }
course-of = { $count } · { $share }%
course-day = Day
course-began-column = Begun by
course-family = Every attempt, contact, talk and return, on its day
course-attempt = Attempt
course-contact = Contact
course-talk = Talk in a round
course-returned = Home told
course-told-by-student = Student told
course-silence = { $days } of silence: { $from } to { $until }
month-long = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}

## Two days beside each other

compared-title = Then and later
compared-words-now = On { $day } the school knew of { $then } contacts. Of the same time { $same } are known now.
compared-words = On { $day } the school knew of { $then } contacts. Of the same time { $same } were known on { $later }.
compared-note = Heard later is about the time up to that day. Happened since is new. Each row adds up.
compared-figure = What
compared-known = Known on { $day }
compared-heard = Heard later
compared-since = Happened since
compared-now = Known now
compared-look = Beside another day
compared-no-day = There is no such date. You see what is known now.
compared-other-day = Choose a day from { $first } to { $last }. You see what is known now.
