### What is said at home after a message was sent: easy Dutch, a parent "u", a student "je".

## After something was done

after-bericht = Uw bericht is verstuurd.
after-antwoord = Uw antwoord is verstuurd.
after-own-bericht = Je bericht is verstuurd.
after-own-antwoord = Je antwoord is verstuurd.
