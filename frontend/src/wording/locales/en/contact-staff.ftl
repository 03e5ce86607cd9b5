### What staff read when they write a contact down, in plain Dutch (B1), with "je".

## A student

entry-contact = { $means } with { $with }
entry-wrong-details = { $means ->
    [email] Wrong mail address
    [letter] Wrong address
   *[other] Wrong number
}
entry-message-left = { $means ->
    [email] Mail sent
    [letter] Letter sent
    [text] Message sent
   *[other] Message left
}

## Talk with a parent

contact-title = Talk with parent
contact-about = About **{ $student }**
contact-about-in-class = About **{ $student }**, class { $class }
contact-call = Call { $who }: { $number }
contact-with = With whom?
contact-no-phone = no telephone number
contact-words = What was it about?
contact-outcome = How did it go?
contact-spoke-later = Spoke, also about later
contact-spoke-school = Spoke, about school
contact-sent = Sent
contact-answered = Got an answer
contact-counts-later = Home then counts as reached
contact-counts-contact = Counts as contact
contact-counts-attempt = Counts as an attempt
contact-counts-answer = Counts as contact. Was it about later? Choose what below.
contact-not-spoken = Nobody speaks in a letter, mail or message. Choose “Sent” or “Got an answer”.
contact-not-written = Nothing is sent in a talk. Choose “Spoke” or what happened instead.
contact-school-or-later = You chose a topic about later. Take it away, or choose “Spoke, also about later”.
contact-more = More to write down?
contact-more-optional = Only if you like
contact-means = How?
contact-present = Was { $student } there?
contact-topics = About what?
contact-reason = Why?
contact-initiative = Who began?
contact-day = Which day?
contact-time = What time?
contact-week = Not sure of the day?
contact-week-only = Sometime in that week
contact-readers = Who reads this?
contact-readers-home = At home: who took part
contact-readers-attempt = It did not work? { $sentence }
answer-yes = Yes
answer-no = No
attempt-with-one = Choose one person: whom did you try to reach?
form-leave = Do not keep

correct-title = Correct a talk
correct-why = Why do you correct this?
correct-why-hint = What stood there first can still be read. { $sentence }
correct-save = Correct
withdraw-title = Withdraw
withdraw-why = Why do you withdraw this?
withdraw-why-hint = It no longer counts anywhere. { $sentence }
withdraw-save = Withdraw
withdraw-leave = Leave it

## Several at once

contact-looks-double = Twice? This was written down a few minutes ago. Was it another talk or another attempt? Then tick the box and choose again how it went.
contact-sure-title = Once more?
contact-sure = Yes, this was once more
evening-short = Several at once
evening-title = With whom did you speak?
evening-lede = Class { $class }. After a parents’ evening, write down all talks here in one go.
evening-who = Whom did you speak with?
evening-spoke = Spoke with
evening-present = was there
evening-with-student = Student there?
evening-nobody = nobody known
evening-readers = At home only who took part reads it.
evening-student-alone = For one student only “student there” is ticked. Tick who was there from home as well, or take the tick away.
evening-missing-title = Who was not there?
evening-missing-lede = You spoke { $day } with { $spoken } of the { $all } families.
evening-missing-none = You spoke with everybody.
evening-none = Nobody chosen yet.
evening-one = You write down 1 talk.
evening-more = You write down { $count } talks.
evening-save = Keep

## Done

done-gesprek = The talk is on the timeline.
done-poging = The attempt is on the timeline.
done-verbeterd = The talk has been corrected. What stood there before can still be read.
done-ingetrokken = It has been withdrawn and no longer counts.
done-avond = The talks have been kept.
