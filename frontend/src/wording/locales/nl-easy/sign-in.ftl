### The way in. Read by everyone, so without "je" and without "u".

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
