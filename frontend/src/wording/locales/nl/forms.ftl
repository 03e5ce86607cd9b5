### What every form says, whatever it is about.

form-wrong = Er is iets niet goed
form-wrong-title = Fout: { $title }
form-wrong-mark = Fout:
form-optional = (mag leeg blijven)
form-max = Maximaal { $max } tekens.
form-left = Tekens over: { $left }
form-choose = Kies

check-empty = Vul dit nog in.
check-choose = Kies een antwoord.
check-long = Deze tekst is te lang. Er passen { $max } tekens.
check-date = Deze datum klopt niet. Schrijf bijvoorbeeld 17-11-2025.
check-future = Deze dag is nog niet geweest. Kies vandaag of een eerdere dag.
check-time = Deze tijd klopt niet. Schrijf bijvoorbeeld 19.30.
check-mail = Dit mailadres klopt niet. Schrijf bijvoorbeeld naam@school.example.
check-phone = Dit telefoonnummer klopt niet. Schrijf bijvoorbeeld 06 0000 0012.

## Forms

form-incomplete = Het formulier kwam niet compleet aan. Kijk het na en verstuur het opnieuw.
reused-title = Dit formulier was al verstuurd
reused-text = Wat toen is ingevuld, is bewaard. Dit is anders. Klopt het? Verstuur het dan nog een keer: het komt er dan bij.

invalid-words-too-long = Deze tekst is te lang. Er passen 500 tekens.
