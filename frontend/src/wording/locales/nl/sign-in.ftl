### The way in. Read by everyone, so without "je" and without "u".

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
