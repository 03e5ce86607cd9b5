### What staff read about assignments and agreements, in plain Dutch (B1), with "je".

assignment-act-use = Hier doe ik dit mee
assignment-act-withdraw = Intrekken
agreement-act-adjust = Aanpassen
agreement-act-stop = Stoppen
agreement-act-done = Deel klaar
