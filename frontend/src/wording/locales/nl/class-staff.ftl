### What staff read about a class, in plain Dutch (B1), with "je".

## What lies

overdue-title = Blijft liggen
overdue-count = Blijft liggen ({ $count })
overdue-lede = Wat lang wacht, met wat je kunt doen.
overdue-none = Er blijft niets liggen.
overdue-since = al { $days }
overdue-unused = “{ $title }” kwam terug en is nog niet gebruikt
overdue-agreement = Afspraak “{ $point }”: { $state }
overdue-setback = Tegenvaller “{ $title }”: nog geen nieuw idee
overdue-unspoken = Nog niet met thuis besproken: “{ $title }”
overdue-talk = Gesprek met thuis
overdue-ask = Even bellen
overdue-look = Bekijken

## In the class list

class-assignments = Opdrachten terug
class-assignments-back = { $back } van { $given }
class-assignments-open = { $count } open
class-waiting = Wat wacht
class-unanswered = Wacht op jouw antwoord ({ $count })
class-talks-near = Gesprekken deze week ({ $count })
class-agreement = Afspraak

## Mijn klas

class-title = Klas { $class }
class-switch = Mijn klassen
class-in-view = **{ $seen } van { $all }** gezinnen in beeld · { $years }
class-hidden = { $count ->
    [one] 1 leerling is hier niet meer te zien, want die zit nu in een andere klas of is van school. In de aantallen telt die mee.
   *[other] { $count } leerlingen zijn hier niet meer te zien, want ze zitten nu in een andere klas of zijn van school. In de aantallen tellen ze mee.
}
class-empty = In deze klas zit nog niemand. De schoolbeheerder leest de klassenlijst in.
class-none-title = Je hebt nog geen klas
class-none-text = De schoolbeheerder wijst mentoren aan. Daarna staat je klas hier.
class-none-school = Bekijk de klassen van de school
class-filter = Zoek op naam
class-not-yet = Nog niet in beeld
class-more = { $count ->
    [one] en nog 1 gezin
   *[other] en nog { $count } gezinnen
}
class-silent = { $days } stil
class-student = Leerling
class-home = Thuis
class-last = Laatste contact
class-silence = Stilte
class-talk = Opschrijven
class-talk-short = Gesprek
class-never = nog geen
class-via = via { $who }
class-only-concern = alleen over zorg gesproken
class-student-told = volgens de leerling is thuis gepraat ({ $day })

heard-message = { $day } een bericht van { $who }
heard-invitation = { $day } antwoord van { $who } op een uitnodiging
heard-agreement = { $day } antwoord van { $who } op een afspraak
heard-assignment = { $day } vertelde { $who } over een opdracht

why-calls = { $count } keer niet opgenomen
why-wrong = nummer of mailadres klopt niet sinds { $day }
why-responded = reageert, nog niet over later gesproken
why-invited = bericht gestuurd, nog geen antwoord
why-no-details = geen telefoonnummer of mailadres
why-not-approached = nog niets gestuurd
why-supporter = { $who } kan ook

try-call = Bel { $who }
try-message = Sms sturen
try-visit = Huisbezoek
try-ask = Nummer vragen
