### What a contact with home is: means, outcomes, reasons, and how far contact has come. Read by staff, students and
### parents alike: without "je" and "u", but where a sentence speaks to one of them.

means-phone = telefoon
means-at-school = gesprek op school
means-home-visit = huisbezoek
means-video = videogesprek
means-evening = ouderavond
means-in-passing = onderweg gesproken
means-text = app of sms
means-email = mail
means-letter = brief

reason-introduction = kennismaking
reason-positive = positief
reason-concern = zorg

topic-future = kiezen voor later
topic-motives = wat wil ik
topic-qualities = waar ben ik goed in
topic-exploring = werk en opleidingen bekijken
topic-next-step = volgende stap
topic-helpers = wie helpt
topic-school = hoe het gaat op school

initiative-school = school
initiative-home = thuis

outcome-no-answer = niet opgenomen
outcome-wrong-details = nummer klopt niet
outcome-message-left = bericht achtergelaten
outcome-did-not-come = niet gekomen

rung-no-details = geen gegevens
rung-not-approached = nog niets gestuurd
rung-invited = uitgenodigd
rung-responded = reageert
rung-in-contact = in beeld
rung-talked-together = samen gesproken
rung-home-talk-shown = thuis gepraat

## What happened, for parents and supporters ("u") and for the student ("je")

entry-alone = { $who } { $how ->
    [written] had contact
   *[spoken] sprak
} met { $staff }
entry-together = { $who } { $how ->
    [written] hadden contact
   *[spoken] spraken
} met { $staff }
entry-about-you = { $staff } { $how ->
    [written] had contact
   *[spoken] sprak
} met { $with }
entry-tried = { $staff } zocht contact

## Forms

refused-contact-student-gone = Deze leerling zit niet meer op school of niet meer in deze klas. Er is niets bewaard.
refused-contact-already-told = Dit gesprek is al opgeschreven. Kijk op de tijdlijn.
refused-contact-not-there = Dit gesprek is er niet.
refused-contact-withdrawn = Dit gesprek is ingetrokken. Schrijf het opnieuw op als het toch klopt.
refused-contact-only-an-attempt = Dit was een poging, geen gesprek. Trek de poging in en schrijf het opnieuw op.
refused-contact-in-future = Dit is nog niet geweest. Kies vandaag of een eerdere dag.
refused-contact-too-long-ago = Dit is langer dan een jaar geleden. Klopt de datum?
refused-contact-with-nobody = Kies met wie het gesprek was.
refused-contact-with-stranger = Een van deze mensen hoort niet meer bij deze leerling. Kies opnieuw.
refused-contact-about-nothing = Kies waar het over ging.
refused-contact-student-in-a-letter = Bij een bericht, mail of brief kan de leerling er niet bij zijn. Kies “Nee”, of kies een ander kanaal.
refused-contact-no-reason = Schrijf in een paar woorden waarom.
refused-contact-changed-meanwhile = Iemand heeft dit net anders verteld. Kijk eerst hoe het nu staat.
refused-contact-nothing-new = Er is niets veranderd. Verbeter eerst wat niet klopte.
refused-contact-nobody-ticked = Kies bij ten minste één leerling met wie het gesprek was.
