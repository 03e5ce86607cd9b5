### What an auditor reads: how contact with home evolved, and what is behind each number. No names.

evolution-title = Hoe het contact met ouders groeide
evolution-title-class = Hoe het contact met ouders groeide in klas { $class }
evolution-family = Gezin { $family }
evolution-school = Hele school
evolution-lede = { $homes ->
    [one] 1 leerling
   *[other] { $homes } leerlingen
}. Elk getal opent de gebeurtenissen erachter.
evolution-lede-family = Elk getal opent de gebeurtenissen erachter.
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
figure-nooit-bereikt = Nooit bereikt
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
figure-verbeterd = Later verbeterd
figure-ingetrokken = Ingetrokken
figure-alles = Alle gebeurtenissen

about-uitgenodigd = Gezinnen die dit schooljaar ten minste een bericht of uitnodiging kregen.
about-in-beeld = Gezinnen met wie de school dit schooljaar ten minste één keer over later sprak.
about-samen-gesproken = Gezinnen waar school, leerling en thuis dit schooljaar ten minste één keer samen spraken over later.
about-thuis-gepraat = Gezinnen waar een opdracht liet zien dat ze thuis over later praatten.
about-nooit-bereikt = Gezinnen met wie de school dit schooljaar nog geen enkel gesprek had. Hieronder staat wat de school probeerde.
about-contacten = Gesprekken tussen school en thuis, dit schooljaar. Een poging telt niet mee.
about-ouder-begon = Gesprekken die thuis begon, dit schooljaar.
about-kennismaking = Gesprekken om elkaar te leren kennen, dit schooljaar.
about-positief = Gesprekken over iets positiefs, dit schooljaar.
about-zorg = Gesprekken over een zorg, dit schooljaar.
about-pogingen = Pogingen waar geen gesprek uit kwam, dit schooljaar.
about-aangekomen = Berichten, uitnodigingen en opdrachten die thuis aankwamen, dit schooljaar.
about-antwoorden = Antwoorden van thuis, dit schooljaar: op een bericht, een uitnodiging of een afspraak.
about-gesprekken = Gesprekken uit een gespreksronde die zijn gehouden, dit schooljaar. Ze tellen ook als contact.
about-van-thuis = Opdrachten van dit schooljaar die lieten zien dat thuis over later is gepraat.
about-verbeterd = Gesprekken en pogingen van dit schooljaar die later verbeterd zijn. Wat er eerst stond, staat erbij.
about-ingetrokken = Gesprekken en pogingen van dit schooljaar die ingetrokken zijn. Ze tellen nergens anders mee.
about-alles = Alle gesprekken en pogingen van dit schooljaar, ook wat is ingetrokken.

## The events behind a number

events-title = { $figure }: { $number }
events-counted = Geteld tot en met { $day } · { $homes ->
    [one] 1 gezin
   *[other] { $homes } gezinnen
} · { $events ->
    [one] 1 gebeurtenis
   *[other] { $events } gebeurtenissen
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
