### The way in, who helps, how to reach somebody, and a form that came back. What everyone reads is said without "je" and
### without "u".

## The way in

enter-title = Inloggen
enter-welcome = Welkom bij Keukentafel
enter-what = Leerling, thuis en school praten hier samen over later.
enter-how = Zo gaat inloggen
enter-ask = Vraag een link aan de mentor of aan de school.
enter-open = Open de link binnen tien minuten.
enter-press = Druk op “Ga verder”. Klaar.
enter-help = Lukt het niet? Bel de school.

demo-title = Dit is een demonstratie
demo-text = Alle mensen en scholen hier zijn verzonnen. Kies een persoon om mee te kijken. Er is geen wachtwoord nodig.

link-title = Bijna binnen
link-text = Druk op de knop om in te loggen. De link werkt één keer.
link-go = Ga verder
spent-title = Deze link werkt niet meer
spent-text = Een link werkt één keer, en niet langer dan tien minuten. Vraag de school om een nieuwe link.

## Who helps

helper-title = Wie helpt { $student }?
helper-lede = Een volwassene die helpt bij het kiezen, zoals een oom, een zus of een coach.
helper-now = Wie er nu helpt
helper-name = Naam
helper-kinship = Wie is dit?
helper-phone = Telefoonnummer
helper-phone-hint = Zo kan school contact opnemen.
helper-who-reads = { $student }, thuis en school zien wie er helpt.
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
wishes-interpreter = Tolk
wishes-interpreter-yes = Graag een tolk bij het gesprek

## A form that came back

kept-title = Kijk dit nog even na
kept-typed = Dit was ingevuld
kept-again = Terug naar het formulier

## What was just done

done-gegevens = Bewaard.
done-gegeven-weg = Het is weggehaald.
done-gegeven-fout = Genoteerd: dit werkt niet.
done-wensen = De wensen zijn bewaard.
done-steun = Deze persoon helpt nu mee.
done-steun-weg = Deze persoon helpt niet meer.
