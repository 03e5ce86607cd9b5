### What staff read about agreements, in plain Dutch (B1), with "je".

agreement-act-adjust = Aanpassen
agreement-act-stop = Stoppen
agreement-act-done = Deel klaar

## An agreement

agreement-form-title = Afspraak maken
agreement-form-short = Afspraak
agreement-form-lede = Met { $student }. Drie delen: leerling, thuis en school.
agreement-form-nobody-home = Een afspraak heeft ook een deel voor thuis. Noem eerst iemand die meedoet.
agreement-form-point = Waar werkt de leerling aan?
agreement-form-point-hint = Zeg het positief, zoals “zelf contact leggen”.
agreement-form-student = Wat doet { $student }?
agreement-form-student-hint = Zoals: “Ik schrijf me in.”
agreement-form-home = Wat doet thuis?
agreement-form-home-hint = Zoals: “Ik ga mee.”
agreement-form-school = Wat doet school?
agreement-form-school-hint = Zoals: “Ik regel vrij.”
agreement-form-who = Wie?
agreement-form-day = Voor welke dag?
agreement-form-from = Uit welk gesprek?
agreement-form-save = Afspraak maken
agreement-form-readers-asked = { $student } en thuis zeggen zelf ja. Dat kan met één tik.
agreement-form-adjust-title = Afspraak aanpassen
agreement-form-adjust-why = Waarom pas je dit aan?
agreement-form-adjust-reopens = Wat al klaar was, staat daarna weer open. Het was klaar onder de oude woorden.
agreement-form-adjust-save = Aanpassen
agreement-form-stop-title = Afspraak stoppen
agreement-form-stop-why = Waarom stopt de afspraak?
agreement-form-stop-save = Stoppen
agreement-form-lapse = Laten verlopen
agreement-form-one-title = Afspraak
agreement-form-done = Wat is klaar?
agreement-form-done-by = Klaar: { $who }

## Done

done-afspraak = De afspraak staat op de tijdlijn. Leerling en thuis worden gevraagd.
done-afspraak-deel = Dit deel is klaar.
done-afspraak-aangepast = De afspraak is aangepast. Leerling en thuis worden opnieuw gevraagd.
done-afspraak-gestopt = De afspraak is voorbij.
