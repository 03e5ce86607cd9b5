### What only staff read in an entry of a timeline, in plain Dutch (B1), with "je".

## Een leerling

entry-by = door { $who }
entry-yourself = jou
entry-corrected-by = Verbeterd op { $day } door { $who }
entry-because = Verbeterd omdat: { $why }
entry-withdrawn = Ingetrokken op { $day } door { $who }:
entry-correct = Verbeteren
entry-withdraw = Intrekken
