### Talk rounds for staff: opening one, keeping it, and the talk sheet.

talk-sheet-open = Gespreksblad
rounds-title = Gesprekken
rounds-held = { $held } van { $all } gehouden
rounds-closed = gesloten
round-name = { $kind } · vanaf { $day }
round-new = Nieuwe gespreksronde
round-runs-already = Deze klas heeft al een ronde: { $rounds }. Open je er nog een? Dan krijgt thuis twee uitnodigingen.
round-lacking = Nog niemand om uit te nodigen
round-lacking-why = Een ronde begint voor iedereen tegelijk. Noem bij deze leerlingen eerst een ouder of steunfiguur.
round-left-out = Niet in deze ronde
round-left-out-why = Deze leerlingen zijn 18 of ouder. School nodigt hun ouders niet uit. Noemen ze zelf een steunfiguur? Dan kun je die uitnodigen.
round-kind = Wat voor gesprek?
round-times = Wanneer kun jij?
round-day = Dag
round-from = Van
round-until = Tot
round-minutes = Minuten per gesprek
round-buffer = Minuten ertussen
round-venues = Waar kan het?
round-apart = Ouders apart uitnodigen
round-apart-who = Deze ouders krijgen elk een eigen tijd
round-promise = Er gaat een uitnodiging naar { $count ->
    [one] { $count } gezin
   *[other] { $count } gezinnen
}.
round-open = Ronde openen voor { $count ->
    [one] { $count } gezin
   *[other] { $count } gezinnen
}
round-lede = { $all } uitnodigingen · { $answered } beantwoord · { $held } gehouden · { $missed } niet doorgegaan
round-late-title = Later in de klas gekomen
round-late = Alsnog uitnodigen
round-who = Voor wie?
round-invited = Uitgenodigd
round-answer = Antwoord of tijd
round-by = Hoe kwam de uitnodiging aan?
round-mark-all = { $count ->
    [one] Dit gezin is uitgenodigd
   *[other] Alle { $count } uitgenodigd
}
round-mark-invited = Alleen wie is aangevinkt
round-mark-held = Gehouden
round-held-means = Gehouden: het gesprek ging zoals het gepland was, met de leerling erbij. Ging het anders? Open het gespreksblad.
round-held-unbooked = Eén van deze gesprekken had geen tijd. Open daarvoor het gespreksblad.
round-siblings = meer kinderen op school
round-not-yet = nog niet
round-times-invited = ({ $count } keer)
round-on-behalf = gezegd door { $who }, opgeschreven door school
round-more = Tijden erbij
round-more-save = Tijden toevoegen
round-close = Ronde sluiten
round-close-means =
    { $count ->
        [0] Niemand hoeft nog te kiezen. Een andere tijd kiezen kan dan niet meer. Wat gepland of gehouden is, blijft staan.
        [one] Eén gezin koos nog geen tijd. Dat gezin krijgt de vraag dan niet meer. Wat gepland of gehouden is, blijft staan.
       *[other] { $count } gezinnen kozen nog geen tijd. Zij krijgen de vraag dan niet meer. Wat gepland of gehouden is, blijft staan.
    }
round-closed = Gesloten: { $day }. Wat gepland of gehouden is, blijft staan.
standing-closed = niet meer gevraagd
standing-not-delivered = nog niet uitgenodigd
standing-invited = nog geen antwoord
standing-missed = niet doorgegaan
standing-held = gehouden { $day }
standing-held-without = gehouden { $day }, zonder leerling
sheet-lede = { $student } · { $standing }
sheet-agenda = Waar we over praten
sheet-know = Wie ben je en wat vind je leuk?
sheet-likes = Wat wil je later?
sheet-help = Wie kan helpen?
sheet-steps = Stappen: stage, open dag, keuze, aanmelden
sheet-work-on = Waar kun je aan werken?
sheet-setback = Viel er iets tegen? Wat nu?
sheet-since = Sinds het vorige gesprek op { $day }
sheet-since-ever = Wat er tot nu toe gebeurde
sheet-nothing = Er staat nog niets op de tijdlijn.
sheet-answer = Antwoord van thuis
sheet-answer-why = Belde je met thuis? Kies hier voor hen. Er komt bij te staan dat jij het opschreef.
sheet-answered = { $who }: { $what }
sheet-private = Alleen voor school: lees dit voor het gesprek
sheet-private-hint = Op dit blad staat verder alleen wat iedereen aan tafel mag lezen.
sheet-by = Wie zei dit?
sheet-at = Tijd
sheet-venue = Waar?
sheet-interpreter = Tolk
sheet-book = Tijd vastleggen
talk-cancel = Tijd afzeggen
sheet-how = Hoe ging het?
sheet-correct = Verbeteren
sheet-with = Wie waren er van thuis?
sheet-student = Was { $student } erbij?
sheet-present = { $student } was erbij
sheet-absent = Nee: { $why }
sheet-minutes = Minuten
sheet-held = Gesprek gehouden
sheet-or-missed = Of ging het niet door?
sheet-missed = Niet doorgegaan
sheet-because = Waarom verbeter je dit?
sheet-withdraw = Intrekken: dit was een vergissing
voice-school-write = Schrijf wat school ziet
voice-save = Bewaren
done-ronde-open = De ronde is open. Iedereen heeft een uitnodiging. Deel ze nu uit.
done-tijden-erbij = De tijden staan erbij. Thuis kan ze nu kiezen.
done-ronde-dicht = De ronde is gesloten. Wat gepland of gehouden is, blijft staan.
done-uitgenodigd = Opgeschreven wie is uitgenodigd.
done-gehouden = Het gesprek staat op de tijdlijn.
done-niet-doorgegaan = Opgeschreven dat het gesprek niet doorging.
done-tijd-gekozen = De tijd staat vast.
done-gesprek-antwoord = Het antwoord is opgeschreven.
done-tijd-afgezegd = De tijd is weer vrij.
done-stem = Bewaard.
done-alsnog-uitgenodigd = Dit gezin heeft nu ook een uitnodiging.
done-gesprek-terug = Ingetrokken. Het gesprek kan nog komen.
