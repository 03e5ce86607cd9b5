### What only staff read in an entry of a timeline, in plain Dutch (B1), with "je".

## A student

entry-by = by { $who }
entry-yourself = you
entry-corrected-by = Corrected on { $day } by { $who }
entry-because = Corrected because: { $why }
entry-withdrawn = Withdrawn on { $day } by { $who }:
entry-correct = Correct
entry-withdraw = Withdraw
