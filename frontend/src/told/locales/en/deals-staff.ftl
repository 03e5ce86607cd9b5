### What staff read about assignments and agreements.

assignment-act-use = What I do with this
assignment-act-withdraw = Withdraw
agreement-act-adjust = Adjust
agreement-act-stop = Stop
agreement-act-done = Part done
