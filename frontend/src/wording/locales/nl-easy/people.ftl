### The way in, who helps, how to reach somebody, and a form that came back. Easy Dutch (A2).

## The way in

enter-title = Inloggen
enter-welcome = Welkom bij Keukentafel
enter-what = Hier praten leerling, ouders en school over later.
enter-how = Zo gaat inloggen
enter-ask = Vraag een link aan de school.
enter-open = Open de link snel. De link werkt tien minuten.
enter-press = Druk op “Ga verder”. Klaar.
enter-help = Lukt het niet? Bel de school.

demo-title = Dit is niet echt
demo-text = Alle mensen en scholen hier zijn verzonnen. Kies een persoon. Een wachtwoord hoeft niet.

link-title = Bijna binnen
link-text = Druk op de knop. De link werkt één keer.
link-go = Ga verder
spent-title = Deze link werkt niet meer
spent-text = Een link werkt één keer. En niet langer dan tien minuten. Vraag de school om een nieuwe link.

## Who helps

helper-title = Wie helpt { $student }?
helper-lede = Een oom, een zus of een coach. Het is een volwassene die helpt bij kiezen.
helper-now = Wie helpt nu?
helper-name = Naam
helper-kinship = Wie is dit?
helper-phone = Telefoonnummer
helper-phone-hint = Dan kan de school bellen.
helper-who-reads = { $student }, thuis en school zien dit.
helper-save = Bewaren
helper-stop = Helpt niet meer
helper-stop-sure = Ja, { $name } helpt niet meer

## How to reach somebody, and what they wish

details-title = Gegevens van { $name }
details-to-student = De leerling
details-value = { $channel ->
    [email] Mailadres
   *[phone] Telefoonnummer
}
details-failed = { $failure }, sinds { $since }
details-save = Bewaren
details-remove = Weghalen
details-off = Werkt dit niet?
details-wishes = Taal en lezen

wishes-language = In welke taal praten?
wishes-reading = Hoe lezen?
wishes-interpreter = Een tolk?
wishes-interpreter-yes = Ja, graag een tolk erbij

## A form that came back

kept-title = Kijk dit na
kept-typed = Dit stond erin
kept-again = Terug

## What was just done

done-gegevens = Bewaard.
done-gegeven-weg = Het is weg.
done-gegeven-fout = Opgeschreven: dit werkt niet.
done-wensen = De wensen zijn bewaard.
done-steun = Deze persoon helpt nu mee.
done-steun-weg = Deze persoon helpt niet meer.
