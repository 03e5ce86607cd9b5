### What every form says, whatever it is about. Easy Dutch (A2).

form-wrong = Er is iets niet goed
form-wrong-title = Niet goed: { $title }
form-wrong-mark = Niet goed:
form-optional = (dit hoeft niet)
form-max = Niet meer dan { $max } letters.
form-left = Nog over: { $left } letters
form-choose = Kies

check-empty = Dit is nog leeg. Schrijf hier iets.
check-choose = Kies een antwoord.
check-long = De tekst is te lang. Er passen { $max } letters.
check-date = De datum is niet goed. Schrijf zo: 17-11-2025.
check-future = Deze dag komt nog. Kies vandaag of een dag die geweest is.
check-time = De tijd is niet goed. Schrijf zo: 19.30.
check-mail = Het mailadres is niet goed. Schrijf zo: naam@school.example.
check-phone = Het telefoonnummer is niet goed. Schrijf zo: 06 0000 0012.

## Forms

form-incomplete = Er ging iets mis met versturen. Verstuur het nog een keer.
reused-title = Dit is al verstuurd
reused-text = De eerste keer is bewaard. Dit is anders. Is dit ook goed? Verstuur het dan nog een keer.

invalid-words-too-long = De tekst is te lang. Er passen 500 letters.
