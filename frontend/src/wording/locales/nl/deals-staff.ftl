### What staff read about assignments and agreements, in plain Dutch (B1), with "je".

assignment-act-use = Hier doe ik dit mee
assignment-act-withdraw = Intrekken
agreement-act-adjust = Aanpassen
agreement-act-stop = Stoppen
agreement-act-done = Deel klaar

## A new assignment

give-title = Opdracht voor thuis
give-lede-class = Voor klas { $class }. Thuis doen ze dit samen, zonder te schrijven.
give-lede-student = Voor { $student }. Thuis doen ze dit samen, zonder te schrijven.
give-examples = Begin met een voorbeeld
give-kind = Wat voor opdracht?
give-name = Hoe heet de opdracht?
give-name-hint = Kort, zoals “Waar ben ik goed in?”
give-why-hint = Dit lezen leerling en thuis.
give-then = Wat doen we ermee?
give-then-hint = Beloof alleen wat je ook doet. Dit lezen leerling en thuis.
give-builds-on = Waar hoort dit bij?
give-builds-on-other = Iets anders
give-after-other = Waar hoort het anders bij?
give-after-hint = Iets wat al gebeurd is: een les, een bezoek, een gesprek.
give-steps = De stappen
give-step = Stap { $number }
give-steps-hint = Korte zinnen, niet meer dan { $words } woorden. Ook wie weinig leest, moet het snappen.
give-check = Kan iedereen thuis dit?
give-without-writing = Het kan zonder schrijven, en het kost niets
give-without-writing-more = Praten is genoeg. Ook voor wie weinig Nederlands spreekt.
give-minutes = Hoeveel minuten?
give-minutes-hint = Niet meer dan { $most }.
give-due = Terug op
give-for-whom = Voor wie?
give-everybody = Voor alle { $count } leerlingen. Kies wie het niet krijgt.
give-save = Meegeven
give-readers-student = De leerling
give-readers-home = De ouders
give-readers-others = Steunfiguren lezen alleen een opdracht die voor iemand anders dan ouders is.
give-withdraw-title = Opdracht intrekken
give-withdraw-hint = Leerling en thuis zien de opdracht daarna niet meer. Je collega’s kunnen lezen waarom.

## What was handed out

handed-title = Opdrachten van de klas
handed-lede = Alle opdrachten van dit schooljaar.
handed-none = Deze klas kreeg dit schooljaar nog geen opdracht.
handed-what = Opdracht
handed-whom = Voor wie
handed-to = { $count } leerlingen
handed-on = Meegegeven
handed-opened = Bekeken
handed-back = Terug
handed-do = Actie
handed-from =
    { $count ->
        [0] Niemand heeft deze opdracht nog open.
        [one] Eén leerling heeft deze opdracht nog open. Je trekt hem in voor:
       *[other] { $count } leerlingen hebben deze opdracht nog open. Je trekt hem in voor:
    }
handed-stays =
    { $count ->
        [one] Eén leerling bracht al iets terug. Dat blijft staan.
       *[other] { $count } leerlingen brachten al iets terug. Dat blijft staan.
    }

## What came back

came-back-title = Terug van thuis
came-back-count = Terug van thuis ({ $count })
came-back-lede = Thuis deed dit. Kies wat je ermee doet; leerling en thuis lezen dat.
came-back-none = Er ligt nu niets van thuis.
came-back-which = Waarvan?
came-back-counts = { $back } van { $given } terug
came-back-given = meegegeven { $day }
came-back-long = ligt al lang
came-back-nobody = Kies ten minste één leerling.
came-back-used-in = Waar gebruik je dit?
came-back-words = Wat doe je ermee?
came-back-words-hint = Een zin is genoeg. Elke gekozen leerling en thuis lezen dit.
came-back-park = Opzij leggen
came-back-park-hint = Doe je er nu niets mee? Schrijf dan hierboven waarom.

## What lies

lying-title = Blijft liggen
lying-count = Blijft liggen ({ $count })
lying-lede = Wat lang wacht, met wat je kunt doen.
lying-none = Er blijft niets liggen.
lying-since = al { $days }
lying-unused = “{ $title }” kwam terug en is nog niet gebruikt
lying-agreement = Afspraak “{ $point }”: { $state }
lying-setback = Tegenvaller “{ $title }”: nog geen nieuw idee
lying-unspoken = Nog niet met thuis besproken: “{ $title }”
lying-talk = Gesprek met thuis
lying-ask = Even bellen
lying-look = Bekijken

## In the class list

class-assignments = Opdrachten terug
class-assignments-back = { $back } van { $given }
class-assignments-open = { $count } open
class-waiting = Wat wacht
class-agreement = Afspraak

## An agreement

agree-title = Afspraak maken
agree-short = Afspraak
agree-lede = Met { $student }. Drie delen: leerling, thuis en school.
agree-nobody-home = Een afspraak heeft ook een deel voor thuis. Noem eerst iemand die meedoet.
agree-point = Waar werkt de leerling aan?
agree-point-hint = Zeg het positief, zoals “zelf contact leggen”.
agree-student = Wat doet { $student }?
agree-student-hint = Zoals: “Ik schrijf me in.”
agree-home = Wat doet thuis?
agree-home-hint = Zoals: “Ik ga mee.”
agree-school = Wat doet school?
agree-school-hint = Zoals: “Ik regel vrij.”
agree-who = Wie?
agree-day = Voor welke dag?
agree-from = Uit welk gesprek?
agree-save = Afspraak maken
agree-readers-home = De ouders, en wie van thuis een deel heeft
agree-readers-asked = { $student } en thuis zeggen zelf ja. Dat kan met één tik.
agree-adjust-title = Afspraak aanpassen
agree-adjust-why = Waarom pas je dit aan?
agree-adjust-hint = Alleen jij, de andere mentoren en de decaan lezen dit.
agree-adjust-save = Aanpassen
agree-stop-title = Afspraak stoppen
agree-stop-why = Waarom stopt de afspraak?
agree-stop-hint = Leerling en thuis lezen dit ook.
agree-stop-save = Stoppen
agree-lapse = Laten verlopen
agree-one-title = Afspraak
agree-done = Wat is klaar?
agree-done-by = Klaar: { $who }

## Done

done-opdracht = De opdracht is meegegeven.
done-opdracht-ingetrokken = De opdracht is ingetrokken.
done-gebruikt = Bewaard. Leerling en thuis lezen wat je ermee doet.
done-opzij = Opzij gelegd. Leerling en thuis lezen waarom.
done-afspraak = De afspraak staat op de tijdlijn. Leerling en thuis worden gevraagd.
done-afspraak-deel = Dit deel is klaar.
done-afspraak-aangepast = De afspraak is aangepast. Leerling en thuis worden opnieuw gevraagd.
done-afspraak-gestopt = De afspraak is voorbij.
