### What every entry of a timeline says. For parents and supporters "u", for the student "je".

## What happened, for parents, supporters and the student

entry-you = You
entry-me = You
entry-me-too = you
entry-school = the school
entry-corrected = Corrected on { $day }
entry-before = Before, it said:
