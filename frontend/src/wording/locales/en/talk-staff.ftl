### Talk rounds for staff: opening one, keeping it, and the talk sheet.

talk-sheet-open = Talk sheet
rounds-title = Talks
rounds-held = { $held } of { $all } held
rounds-closed = closed
round-name = { $kind } · from { $day }
round-new = New round of talks
round-runs-already = This class has a round already: { $rounds }. If you open another, families get two invitations.
round-lacking = Nobody to invite yet
round-lacking-why = A round begins for everybody at once. Name a parent or supporter for these students first.
round-left-out = Not in this round
round-left-out-why = These students are 18 or older. School does not invite their parents. Do they name a supporter themselves? Then you can invite that person.
round-kind = What kind of talk?
round-times = When can you?
round-day = Day
round-from = From
round-until = Until
round-minutes = Minutes per talk
round-buffer = Minutes in between
round-venues = Where can it be?
round-apart = Invite parents apart
round-apart-who = These parents each get a time of their own
round-promise = { $count ->
    [one] { $count } home gets
   *[other] { $count } homes get
} an invitation.
round-open = Open the round for { $count ->
    [one] { $count } home
   *[other] { $count } homes
}
round-lede = { $all } invitations · { $answered } answered · { $held } held · { $missed } missed
round-late-title = Came into the class later
round-late = Invite now
round-who = For whom?
round-invited = Invited
round-answer = Answer or time
round-by = How did the invitation arrive?
round-mark-all = { $count ->
    [one] This family is invited
   *[other] All { $count } invited
}
round-mark-invited = Only those ticked
round-mark-held = Held
round-held-means = Held: the talk went as planned, with the student. Did it go otherwise? Open the talk sheet.
round-held-unbooked = One of these talks had no time. Open its talk sheet.
round-siblings = more children at school
round-not-yet = not yet
round-times-invited = ({ $count } times)
round-on-behalf = said by { $who }, written down by school
round-more = More times
round-more-save = Add the times
round-close = Close the round
round-close-means =
    { $count ->
        [0] Nobody has to choose any longer. After this nobody can choose another time. What was booked or held stays.
        [one] One home has not chosen a time. It is no longer asked. What was booked or held stays.
       *[other] { $count } homes have not chosen a time. They are no longer asked. What was booked or held stays.
    }
round-closed = Closed: { $day }. What was booked or held stays.
standing-closed = no longer asked
standing-not-delivered = not invited yet
standing-invited = no answer yet
standing-missed = did not take place
standing-held = held { $day }
standing-held-without = held { $day }, without the student
sheet-lede = { $student } · { $standing }
sheet-agenda = What we talk about
sheet-know = Who are you and what do you like?
sheet-likes = What do you want later?
sheet-help = Who can help?
sheet-steps = Steps: placement, open day, choice, registration
sheet-work-on = What can you work on?
sheet-setback = Was anything disappointing? What now?
sheet-since = Since the last talk on { $day }
sheet-since-ever = What happened so far
sheet-nothing = There is nothing on the timeline yet.
sheet-answer = Answer from home
sheet-answer-why = Did you call home? Choose for them here. It will say that you wrote it down.
sheet-answered = { $who }: { $what }
sheet-private = For school only: read this before the talk
sheet-private-hint = The rest of this sheet holds only what everybody at the table may read.
sheet-by = Who said this?
sheet-at = Time
sheet-venue = Where?
sheet-interpreter = Interpreter
sheet-book = Book the time
talk-cancel = Cancel the time
sheet-how = How did it go?
sheet-correct = Correct
sheet-with = Who was there from home?
sheet-student = Was { $student } there?
sheet-present = { $student } was there
sheet-absent = No: { $why }
sheet-minutes = Minutes
sheet-held = Talk held
sheet-or-missed = Or did it not take place?
sheet-missed = Did not take place
sheet-because = Why do you correct this?
sheet-withdraw = Withdraw: this was a mistake
voice-school-write = Write what school sees
voice-save = Save
done-ronde-open = The round is open. Everybody has an invitation. Hand them out now.
done-tijden-erbij = The times were added. Homes can choose them now.
done-ronde-dicht = The round is closed. What was booked or held stays.
done-uitgenodigd = It is written down who was invited.
done-gehouden = The talk is on the timeline.
done-niet-doorgegaan = It is written down that the talk did not take place.
done-tijd-gekozen = The time is booked.
done-gesprek-antwoord = The answer is written down.
done-tijd-afgezegd = The time is free again.
done-stem = Saved.
done-alsnog-uitgenodigd = This home has an invitation now too.
done-gesprek-terug = Withdrawn. The talk can still take place.
