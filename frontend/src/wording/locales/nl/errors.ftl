### Answers that are not the page someone asked for. Calm, with what to do next; never blaming.

missing-title = Deze pagina is er niet
missing-text = Misschien is het adres verkeerd overgenomen, of bestaat de pagina niet meer.
denied-title = Deze pagina is niet voor dit account
denied-text = Klopt dat niet? Vraag het aan de school.
foreign-title = Dit kwam niet van deze website
foreign-text = Er is niets veranderd. Open de pagina opnieuw en probeer het nog een keer.
outdated-title = Deze pagina was niet meer van nu
outdated-text = Er is niets veranderd. Open de pagina opnieuw en probeer het nog een keer. Wat was ingevuld, staat hieronder.
too-often-title = Dit ging te vaak mis
too-often-text = Wacht een kwartier, en probeer het dan opnieuw. Gaat het dan weer mis? Vraag de school om hulp.
late-title = Dit duurde te lang
late-text = Misschien is het toch bewaard. Kijk dat eerst na, en probeer het daarna nog een keer.
late-perhaps = Misschien is het toch bewaard.
too-large-title = Dit is te veel
too-large-text = Er is niets bewaard. Maak de tekst korter en probeer het nog een keer.
slow-title = Niet alles kwam aan
slow-text = Er is niets bewaard. Misschien is de verbinding slecht. Probeer het straks nog een keer.
not-understood-title = Dit kunnen we niet lezen
not-understood-text = Er is niets veranderd. Ga naar het begin en probeer het daar nog een keer.
stale-title = Iemand heeft dit net veranderd
stale-text = Wat hieronder staat is nieuw. De getypte tekst is bewaard. Kijk het na en verstuur het opnieuw.
busy-title = Het is nu druk
busy-text = Er is niets kwijt. Probeer het over een minuut nog een keer.
busy-again = Probeer opnieuw
outage-title = Er is een storing
outage-text = Wat al was opgeslagen, is veilig. We werken eraan. Probeer het over een paar minuten opnieuw.
outage-again = Probeer opnieuw
resend = Verstuur opnieuw
resend-safe = Nog een keer versturen is veilig. Het wordt nooit twee keer opgeslagen.
broken-title = Er ging iets mis
broken-text = Dat ligt aan ons. Wat al was bewaard, is er nog. Probeer het straks nog een keer.
broken-reference = Gaat het weer mis? Geef dan dit nummer door: { $reference }
to-start = Naar het begin

## A form that came back

kept-title = Kijk dit nog even na
kept-typed = Dit was ingevuld
kept-again = Terug naar het formulier
