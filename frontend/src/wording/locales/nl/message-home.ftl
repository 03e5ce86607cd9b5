### What is said at home after a message was sent: easy Dutch, a parent "u", a student "je".

## After something was done

after-bericht = Uw bericht is verstuurd.
after-bericht-read = Alleen de mentor leest dit.
after-antwoord = Uw antwoord is verstuurd.
after-antwoord-read = Alleen de mentor leest dit.
after-own-bericht = Je bericht is verstuurd.
after-own-bericht-read = Alleen je mentor leest dit.
after-own-antwoord = Je antwoord is verstuurd.
after-own-antwoord-read = Alleen je mentor leest dit.
