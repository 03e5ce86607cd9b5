### Answers that are not the page someone asked for. Calm, with what to do next; never blaming.

missing-title = This page is not here
missing-text = Perhaps the address was copied wrongly, or the page no longer exists.
denied-title = This page is not for this account
denied-text = Is that wrong? Ask the school.
foreign-title = This did not come from this website
foreign-text = Nothing has changed. Open the page again and try once more.
outdated-title = This page was out of date
outdated-text = Nothing has changed. Open the page again and try once more. What was filled in stands below.
too-often-title = This went wrong too often
too-often-text = Wait a quarter of an hour, and then try again. Does it go wrong again? Ask the school for help.
late-title = This took too long
late-text = Perhaps it was saved all the same. Look first, and then try again.
late-perhaps = It may have been saved after all.
too-large-title = This is too much
too-large-text = Nothing was saved. Make the text shorter and try again.
slow-title = Not everything arrived
slow-text = Nothing was saved. Perhaps the connection is bad. Try again later.
not-understood-title = We cannot read this
not-understood-text = Nothing has changed. Go to the start and try again there.
stale-title = Someone has just changed this
stale-text = What stands below is new. The text you typed is kept. Check it and send it again.
busy-title = It is busy right now
busy-text = Nothing is lost. Try again in a minute.
busy-again = Try again
outage-title = Something is out of order
outage-text = What was already saved is safe. We are working on it. Try again in a few minutes.
outage-again = Try again
resend = Send it again
resend-safe = You can safely send this again. It is never saved twice.
broken-title = Something went wrong
broken-text = That is our fault. What was saved is still there. Please try again later.
broken-reference = Does it go wrong again? Then pass on this number: { $reference }
to-start = To the start

## A form that came back

kept-title = Please check this
kept-typed = This was filled in
kept-again = Back to the form
