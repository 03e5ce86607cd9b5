### What an auditor reads: how contact with home evolved, and what is behind each number. No names.

evolution-title = Hoe het contact met ouders groeide
evolution-title-class = Hoe het contact met ouders groeide in klas { $class }
evolution-family = Gezin { $family }
evolution-school = Hele school
evolution-lede = { $homes ->
    [one] 1 leerling
   *[other] { $homes } leerlingen
}. Elk onderstreept getal opent de gebeurtenissen erachter.
evolution-lede-family = Elk onderstreept getal opent de gebeurtenissen erachter.
evolution-hidden = Namen verborgen
evolution-empty = Op deze dag waren er nog geen leerlingen.
evolution-caption = { $seen } van { $homes } gezinnen in beeld · { $day }
evolution-caption-family = { $rung } · { $silence } stil · { $day }
evolution-caption-gone = Hoe ver school en thuis kwamen
evolution-reference = { $share } % (handreiking)
evolution-source = { $talks } %: zoveel ouders kwamen naar de kennismakingsgesprekken op vijftien scholen in Rotterdam-Zuid. { $evening } %: zoveel kwamen naar een ouderavond waar veel aandacht was voor de uitnodiging, op één vmbo. Dat staat in de Handreiking Ouderbetrokkenheid bij studiekeuze en loopbaanoriëntatie (2016).
evolution-never-reached = Nog niet gesproken dit jaar
evolution-never-reached-note = Wat de school probeerde, staat achter elk getal. Stilte is geen onwil.
evolution-never-reached-more = Nog { $count } gezinnen
evolution-week-back = Week terug
evolution-week-on = Week verder
evolution-day = Op deze dag
evolution-contact = Contact
evolution-later = Achteraf
evolution-everything = Bekijk alle gebeurtenissen
evolution-opens = , bekijk de gebeurtenissen
evolution-percent = { $share } %
evolution-rung = Trede
evolution-silence = Stilte
evolution-classes = Klassen
evolution-class = Klas
evolution-students = Leerlingen
evolution-longest-silence = Langst stil
evolution-families = Gezinnen
evolution-family-column = Gezin

month-short = { $month ->
    [1] jan
    [2] feb
    [3] mrt
    [4] apr
    [5] mei
    [6] jun
    [7] jul
    [8] aug
    [9] sep
    [10] okt
    [11] nov
   *[12] dec
}
month-day-short = { $day } { $month }

## The numbers, and what each counts

figure-uitgenodigd = Uitgenodigd
figure-in-beeld = In beeld
figure-samen-gesproken = Samen gesproken
figure-thuis-gepraat = Thuis gepraat
figure-via-steun = In beeld, niet via een ouder
figure-wel-gesproken = Gesproken, nog niet over later
figure-nog-niet-gesproken = Nog niet gesproken
figure-contacten = Contacten
figure-ouder-begon = Ouder begon
figure-kennismaking = Over kennismaken
figure-positief = Over iets positiefs
figure-zorg = Over een zorg
figure-pogingen = Pogingen
figure-aangekomen = Aangekomen
figure-antwoorden = Antwoorden van thuis
figure-gesprekken = Gesprekken in een ronde
figure-van-thuis = Bewijs van thuis
figure-van-leerling = Verteld door de leerling
figure-verbeterd = Later verbeterd
figure-ingetrokken = Ingetrokken
figure-laat-opgeschreven = Laat opgeschreven
figure-alles = Alle gebeurtenissen

about-uitgenodigd = Gezinnen die dit schooljaar ten minste een bericht of uitnodiging kregen.
about-in-beeld = Gezinnen met wie de school dit schooljaar ten minste één keer over later sprak, of waar iemand thuis vertelde wat er van een opdracht kwam.
about-samen-gesproken = Gezinnen waar school, leerling en thuis dit schooljaar ten minste één keer samen spraken over later.
about-thuis-gepraat = Gezinnen waar iemand thuis vertelde wat er van een opdracht kwam. Wat alleen de leerling vertelt, telt apart.
about-via-steun = Gezinnen die in beeld zijn, maar alleen via iemand anders dan een ouder. Ze tellen ook bij In beeld.
about-wel-gesproken = Gezinnen met wie de school dit schooljaar wel sprak, maar nog niet over later. Ze zijn nog niet in beeld.
about-nog-niet-gesproken = Gezinnen die niet in beeld zijn en met wie de school dit schooljaar nog geen enkel gesprek had. In beeld, gesproken en nog niet gesproken zijn samen alle gezinnen.
about-contacten = Gesprekken tussen school en thuis, dit schooljaar. Een poging telt niet mee.
about-ouder-begon = Gesprekken die thuis begon, dit schooljaar.
about-kennismaking = Gesprekken om elkaar te leren kennen, dit schooljaar.
about-positief = Gesprekken over iets positiefs, dit schooljaar.
about-zorg = Gesprekken over een zorg, dit schooljaar.
about-pogingen = Pogingen waar geen gesprek uit kwam, dit schooljaar.
about-aangekomen = Berichten, uitnodigingen en opdrachten die thuis aankwamen, dit schooljaar.
about-antwoorden = Antwoorden van thuis, dit schooljaar: op een bericht, een uitnodiging of een afspraak.
about-gesprekken = Gesprekken uit een gespreksronde die zijn gehouden, dit schooljaar. Ze tellen ook als contact.
about-van-thuis = Opdrachten van dit schooljaar waarvan iemand thuis vertelde wat ervan kwam.
about-van-leerling = Opdrachten van dit schooljaar waarvan alleen de leerling vertelde dat er thuis over gepraat is. Dat brengt een gezin niet in beeld.
about-verbeterd = Gesprekken en pogingen van dit schooljaar die later verbeterd zijn. Wat er eerst stond, staat erbij.
about-ingetrokken = Gesprekken en pogingen van dit schooljaar die ingetrokken zijn. Ze tellen nergens anders mee.
about-laat-opgeschreven = Wat meer dan 7 dagen nadat het gebeurde is opgeschreven, dit schooljaar.
about-alles = Alles wat dit schooljaar met thuis gebeurde: gesprekken, pogingen, berichten die aankwamen, antwoorden en opdrachten, ook wat is ingetrokken.

## The events behind a number

events-title = { $figure }: { $number }
events-counted = Geteld tot en met { $day } · { $homes ->
    [one] 1 gezin
   *[other] { $homes } gezinnen
} · { $events ->
    [one] 1 gebeurtenis
   *[other] { $events } gebeurtenissen
}
events-counted-homes = Geteld tot en met { $day } · { $homes ->
    [one] 1 gezin
   *[other] { $homes } gezinnen
}
events-all = Van elk contact staat hier alles wat erover is opgeschreven, ook wat later kwam.
events-none = Achter dit getal staan geen gebeurtenissen.
events-position = Nr.
events-what = Wat
events-occurred = Gebeurd op
events-recorded = Opgeschreven op
events-by = Door
events-late = { $days } later
events-by-job = automatisch
events-by-operator = beheerder van het platform
events-career = over later
events-student-present = leerling erbij
events-begun-by-home = thuis begon

fact-contact-attempted = Poging
fact-contact-made = Contact
fact-contact-corrected = Verbeterd
fact-contact-withdrawn = Ingetrokken
fact-message-sent = Bericht gestuurd
fact-message-delivered = Bericht aangekomen
fact-message-answered = Antwoord op bericht
fact-message-withdrawn = Bericht ingetrokken
fact-talk-round-opened = Gespreksronde geopend
fact-talk-round-times-added = Tijden erbij in een gespreksronde
fact-talk-round-closed = Gespreksronde gesloten
fact-talk-invited = Uitgenodigd voor een gesprek
fact-talk-invitation-delivered = Uitnodiging aangekomen
fact-talk-booked = Tijd gekozen
fact-talk-answered = Antwoord op uitnodiging
fact-talk-booking-cancelled = Tijd afgezegd
fact-talk-parted = Apart uitgenodigd
fact-talk-greeted = Groet van de leerling
fact-talk-voice-given = Stem gegeven
fact-talk-held = Gesprek gehouden
fact-talk-missed = Gesprek niet doorgegaan
fact-talk-corrected = Gesprek verbeterd
fact-talk-reopened = Gesprek ingetrokken
fact-assignment-given = Opdracht meegegeven
fact-assignment-opened = Opdracht geopend
fact-assignment-returned = Opdracht terug van thuis
fact-assignment-used = Opdracht gebruikt op school
fact-assignment-parked = Opdracht opzij gelegd
fact-assignment-withdrawn = Opdracht ingetrokken
fact-agreement-made = Afspraak gemaakt
fact-agreement-confirmed = Ja op een afspraak
fact-agreement-declined = Anders gezegd op een afspraak
fact-agreement-part-done = Deel van afspraak gedaan
fact-agreement-adjusted = Afspraak aangepast
fact-agreement-lapsed = Afspraak verlopen
fact-agreement-cancelled = Afspraak gestopt

## Corrections

events-corrects = Verbetert nr. { $of } van { $day }. Anders: { $fields }
events-about = Gaat over nr. { $of } van { $day }
changed-dag = de dag
changed-kanaal = hoe
changed-met-wie = met wie
changed-leerling-erbij = of de leerling erbij was
changed-wie-begon = wie begon
changed-waarover = de aanleiding
changed-onderwerp = het onderwerp
changed-uitkomst = of het doorging

## The course of the year

evolution-terms = Wat betekenen deze woorden?
evolution-share = { $share } %
evolution-class-last = Laatste klas
evolution-gone = { $count ->
    [one] 1 vertrokken leerling
   *[other] { $count } vertrokken leerlingen
}: { $contacts } contacten en { $attempts } pogingen. Die tellen mee in het jaar.
evolution-gone-class = { $count ->
    [one] 1 leerling die niet meer in deze klas zit
   *[other] { $count } leerlingen die niet meer in deze klas zitten
}: { $contacts } contacten en { $attempts } pogingen toen ze hier zaten. Die tellen mee.
course-title = Het schooljaar, week voor week
course-title-family = Het jaar van dit gezin
course-caption = Pogingen en contacten, wie begon en waarover
course-began-words = In { $from } begon thuis { $begun } van de 100 contacten, in { $until } { $ends }.
course-weeks = Pogingen en contacten
course-most = { $count } in een week
course-began = Wie begon, in %
course-by-school = school
course-by-home = thuis
course-by-student = leerling
course-reasons = Waarover
course-no-reason = geen aanleiding opgeschreven
course-changed = Later veranderd
course-changed-note = Een driehoek zegt hoeveel er van die maand pas na de maand is opgeschreven, verbeterd of ingetrokken. Kies een datum om te zien wat je toen wist.
course-table-weeks = Tabel per week
course-table-months = Tabel per maand, met gezinnen en %
course-table-days = Tabel van dag tot dag
course-week = Week
course-week-days = { $from } tot en met { $until }
course-month = Maand
course-month-year = { $month } { $year }
course-of = { $count } · { $share } %
course-day = Dag
course-began-column = Begonnen door
course-family = Elke poging, elk contact, gesprek en wat terugkwam, op zijn dag
course-attempt = Poging
course-contact = Contact
course-talk = Gesprek in een ronde
course-returned = Thuis vertelde
course-told-by-student = Leerling vertelde
course-silence = { $days } stil: { $from } tot { $until }
month-long = { $month ->
    [1] januari
    [2] februari
    [3] maart
    [4] april
    [5] mei
    [6] juni
    [7] juli
    [8] augustus
    [9] september
    [10] oktober
    [11] november
   *[12] december
}

## Two days beside each other

compared-title = Toen en later
compared-words-now = Op { $day } wist de school van { $then } contacten. Over dezelfde tijd zijn er nu { $same } bekend.
compared-words = Op { $day } wist de school van { $then } contacten. Over dezelfde tijd waren er op { $later } { $same } bekend.
compared-note = Later gehoord gaat over de tijd tot en met die dag. Daarna gebeurd is nieuw. Elke rij telt op.
compared-figure = Wat
compared-known = Bekend op { $day }
compared-heard = Later gehoord
compared-since = Daarna gebeurd
compared-now = Nu bekend
compared-look = Naast een andere dag
compared-no-day = Deze datum ken ik niet. Je ziet wat nu bekend is.
compared-other-day = Kies een dag van { $first } tot en met { $last }. Je ziet wat nu bekend is.
