### What an auditor reads: how contact with home evolved, and what is behind each number. No names.

evolution-title = How contact with parents grew
evolution-title-class = How contact with parents grew in class { $class }
evolution-family = Family { $family }
evolution-school = Whole school
evolution-lede = { $homes ->
    [one] 1 student
   *[other] { $homes } students
}. Every number opens the events behind it.
evolution-lede-family = Every number opens the events behind it.
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
figure-nooit-bereikt = Never reached
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
figure-verbeterd = Corrected later
figure-ingetrokken = Withdrawn
figure-alles = All events

about-uitgenodigd = Families that got at least one message or invitation this school year.
about-in-beeld = Families that the school talked with about the future at least once this school year.
about-samen-gesproken = Families where school, student and home talked together about the future at least once this school year.
about-thuis-gepraat = Families where an assignment showed that they talked about the future at home.
about-nooit-bereikt = Families that the school had no conversation with at all this school year. Below is what the school tried.
about-contacten = Conversations between school and home this school year. An attempt does not count.
about-ouder-begon = Conversations that home began, this school year.
about-kennismaking = Conversations to get to know each other, this school year.
about-positief = Conversations about something positive, this school year.
about-zorg = Conversations about a concern, this school year.
about-pogingen = Attempts that came to no conversation, this school year.
about-aangekomen = Messages, invitations and assignments that arrived at home this school year.
about-antwoorden = Answers from home this school year: to a message, an invitation or an agreement.
about-gesprekken = Talks of a round that were held this school year. They count as contacts as well.
about-van-thuis = Assignments of this school year that showed that they talked at home about later.
about-verbeterd = Conversations and attempts of this school year that were corrected later, with what was written first.
about-ingetrokken = Conversations and attempts of this school year that were withdrawn. They count nowhere else.
about-alles = All conversations and attempts of this school year, also what was withdrawn.

## The events behind a number

events-title = { $figure }: { $number }
events-counted = Counted up to and including { $day } · { $homes ->
    [one] 1 family
   *[other] { $homes } families
} · { $events ->
    [one] 1 event
   *[other] { $events } events
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
