### What staff read when they write a contact down, in plain Dutch (B1), with "je".

## Een leerling

entry-contact = { $means } met { $with }
entry-wrong-details = { $means ->
    [email] Mailadres klopt niet
    [letter] Adres klopt niet
   *[other] Nummer klopt niet
}
entry-message-left = { $means ->
    [email] Mail verstuurd
    [letter] Brief verstuurd
    [text] Bericht verstuurd
   *[other] Bericht achtergelaten
}

## Gesprek met ouder

contact-title = Gesprek met ouder
contact-about = Over **{ $student }**
contact-about-in-class = Over **{ $student }**, klas { $class }
contact-call = Bel { $who }: { $number }
contact-with = Met wie?
contact-no-phone = geen telefoonnummer
contact-words = Waar ging het over?
contact-outcome = Hoe ging het?
contact-spoke-later = Gesproken, ook over later
contact-spoke-school = Gesproken, over school
contact-sent = Verstuurd
contact-answered = Antwoord gekregen
contact-counts-later = Thuis is dan in beeld
contact-counts-contact = Telt als contact
contact-counts-attempt = Telt als poging
contact-counts-answer = Telt als contact. Ging het over later? Kies hieronder wat.
contact-not-spoken = In een brief, mail of bericht spreek je niemand. Kies “Verstuurd” of “Antwoord gekregen”.
contact-not-written = In een gesprek verstuur je niets. Kies “Gesproken” of wat er anders gebeurde.
contact-school-or-later = Je koos een onderwerp over later. Haal het weg, of kies “Gesproken, ook over later”.
contact-more = Meer opschrijven?
contact-more-optional = Hoeft niet
contact-means = Hoe?
contact-present = Was { $student } erbij?
contact-topics = Waarover?
contact-reason = Waarom?
contact-initiative = Wie begon?
contact-day = Welke dag?
contact-time = Hoe laat?
contact-week = Weet je de dag niet precies?
contact-week-only = Ergens in die week
contact-readers = Wie leest dit?
contact-readers-home = Van thuis: wie erbij was
contact-readers-attempt = Lukte het niet? { $sentence }
answer-yes = Ja
answer-no = Nee
attempt-with-one = Kies één persoon: wie probeerde je te bereiken?
form-leave = Niet bewaren

correct-title = Gesprek verbeteren
correct-why = Waarom verbeter je dit?
correct-why-hint = Wat er eerst stond, blijft te lezen. { $sentence }
correct-save = Verbeteren
withdraw-title = Intrekken
withdraw-why = Waarom trek je dit in?
withdraw-why-hint = Het telt daarna nergens meer mee. { $sentence }
withdraw-save = Intrekken
withdraw-leave = Laten staan

## Meer tegelijk

contact-looks-double = Dubbel? Dit staat er al, een paar minuten geleden opgeschreven. Is het een ander gesprek of nog een poging? Zet dan het vinkje en kies opnieuw hoe het ging.
contact-sure-title = Nog een keer?
contact-sure = Ja, dit was nog een keer
evening-short = Meer tegelijk
evening-title = Met wie heb je gesproken?
evening-lede = Klas { $class }. Na een ouderavond schrijf je hier alle gesprekken in één keer op.
evening-who = Wie sprak je?
evening-spoke = Gesproken met
evening-present = was erbij
evening-with-student = Leerling erbij?
evening-nobody = niemand bekend
evening-readers = Van thuis leest alleen wie erbij was.
evening-student-alone = Bij een leerling staat alleen “leerling erbij”. Vink ook aan wie er van thuis was, of haal het vinkje weg.
evening-missing-title = Wie was er niet?
evening-missing-lede = Je sprak { $day } met { $spoken } van de { $all } gezinnen.
evening-missing-none = Je hebt iedereen gesproken.
evening-none = Nog niemand gekozen.
evening-one = Je schrijft 1 gesprek op.
evening-more = Je schrijft { $count } gesprekken op.
evening-save = Bewaren

## Gedaan

done-gesprek = Het gesprek staat op de tijdlijn.
done-poging = De poging staat op de tijdlijn.
done-verbeterd = Het gesprek is verbeterd. Wat er eerst stond, blijft te lezen.
done-ingetrokken = Het is ingetrokken en telt niet meer mee.
done-avond = De gesprekken zijn bewaard.
