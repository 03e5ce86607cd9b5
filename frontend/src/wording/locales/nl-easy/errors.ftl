### Answers that are not the page someone asked for. Easy Dutch (A2).

missing-title = Deze pagina is er niet
missing-text = Misschien is de link oud. Of er staat een fout in.
denied-title = Deze pagina is voor iemand anders
denied-text = Klopt dat niet? Bel de school.
foreign-title = Dit lukte niet
foreign-text = Er is niets veranderd. Open de pagina opnieuw. Probeer het dan nog een keer.
outdated-title = Dit lukte niet
outdated-text = Er is niets veranderd. Open de pagina opnieuw. Probeer het dan nog een keer. Hieronder staat de tekst nog.
too-often-title = Dit ging te vaak mis
too-often-text = Wacht een kwartier. Probeer het dan nog een keer. Gaat het weer mis? Vraag de school om hulp.
late-title = Dit duurde te lang
late-text = Misschien is het wel bewaard. Kijk dat eerst. Probeer het dan nog een keer.
late-perhaps = Misschien is het wel bewaard.
too-large-title = Dit is te veel tekst
too-large-text = Er is niets bewaard. Maak de tekst korter. Probeer het dan nog een keer.
slow-title = Niet alles kwam aan
slow-text = Er is niets bewaard. Misschien is het internet slecht. Probeer het later nog een keer.
not-understood-title = Dit lukte niet
not-understood-text = Er is niets veranderd. Ga naar het begin. Probeer het daar nog een keer.
stale-title = Iemand heeft dit net veranderd
stale-text = De tekst is bewaard. Lees eerst wat nieuw is. Stuur de tekst daarna nog een keer.
busy-title = Het is nu druk
busy-text = Er is niets weg. Probeer het over een minuut nog een keer.
busy-again = Nog een keer
outage-title = Er is een storing
outage-text = Wat er al stond, is niet weg. Wij maken het weer goed. Probeer het over een paar minuten nog een keer.
outage-again = Nog een keer
resend = Nog een keer versturen
resend-safe = Nog een keer versturen kan. Het komt er nooit dubbel in.
broken-title = Er ging iets mis
broken-text = Dat is onze fout. Alles wat bewaard was, is er nog. Probeer het later nog een keer.
broken-reference = Gaat het weer mis? Bel de school. Noem dit nummer: { $reference }
to-start = Naar het begin

## A form that came back

kept-title = Kijk dit na
kept-typed = Dit stond erin
kept-again = Terug
