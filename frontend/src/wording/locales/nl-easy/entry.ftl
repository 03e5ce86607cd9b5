### What every entry of a timeline says. For parents and supporters "u", for the student "je".

## What happened, for parents and supporters ("u") and for the student ("je")

entry-you = U
entry-me = Jij
entry-me-too = jou
entry-school = de school
entry-corrected = Beter gemaakt op { $day }
entry-before = Eerst stond er:
