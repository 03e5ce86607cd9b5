### The words for people and things, and what happened in a sentence. Easy Dutch (A2).

erased = (gewist)
somebody = iemand
whom-student = leerling
whom-staff = iemand van school
whom-former = iemand van vroeger
whom-of = de { $whom } van { $child }
yours = je { $whom }

nav-my-class = Mijn klas
nav-school = School
nav-evolution = Verloop
nav-my-line = Mijn lijn
nav-home = Thuis
past-position = gebeurtenis { $position } van { $head }

means-phone = telefoon
means-at-school = gesprek op school
means-home-visit = bezoek thuis
means-video = gesprek met beeld
means-evening = avond op school
means-in-passing = even gepraat
means-text = bericht
means-email = mail
means-letter = brief

reason-introduction = elkaar leren kennen
reason-positive = goed nieuws
reason-concern = een zorg

topic-future = kiezen voor later
topic-motives = wat wil ik
topic-qualities = waar ben ik goed in
topic-exploring = werk en scholen bekijken
topic-next-step = volgende stap
topic-helpers = wie helpt
topic-school = hoe het gaat op school

initiative-school = school
initiative-home = thuis

outcome-no-answer = niet opgenomen
outcome-wrong-details = nummer klopt niet
outcome-message-left = bericht gestuurd
outcome-did-not-come = niet gekomen

rung-no-details = geen gegevens
rung-not-approached = nog niets gestuurd
rung-invited = uitgenodigd
rung-responded = geeft antwoord
rung-in-contact = in contact
rung-talked-together = samen gesproken
rung-home-talk-shown = thuis gepraat

relation-mother = moeder
relation-father = vader
relation-guardian = voogd
relation-foster-parent = pleegouder
relation-step-parent = stiefouder
relation-parent = ouder

kinship-sister = zus
kinship-brother = broer
kinship-uncle = oom
kinship-aunt = tante
kinship-grandmother = oma
kinship-grandfather = opa
kinship-neighbour = buur
kinship-coach = coach
kinship-other = iemand anders

authority-full = gezag
authority-on-request = geen gezag, informatie alleen op vraag
authority-none = geen gezag, geen informatie

channel-phone = telefoon
channel-email = mail
failure-wrong = klopt niet
failure-bounced = komt niet aan
failure-opted-out = wil dit niet

language-dutch = Nederlands
language-turkish = Turks
language-arabic = Arabisch
language-english = Engels
language-polish = Pools
language-ukrainian = Oekraïens
language-other = een andere taal

reading-standard = gewoon Nederlands
reading-easy = makkelijk Nederlands
reading-listen = luisteren

role-student = leerling
role-parent = ouder
role-supporter = iemand die helpt
role-mentor = mentor
role-career-lead = decaan
role-school-admin = schoolbeheerder
role-auditor = auditor

## What happened, for parents and supporters ("u") and for the student ("je")

entry-you = U
entry-me = Jij
entry-me-too = jou
entry-school = de school
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
entry-tried = { $staff } wilde praten
entry-came = { $student } kwam op deze school
entry-came-in-class = { $student } kwam in klas { $class }
entry-you-came = Je kwam op deze school
entry-you-came-in-class = Je kwam in klas { $class }
entry-corrected = Beter gemaakt op { $day }
entry-before = Eerst stond er:

## Forms

form-incomplete = Er ging iets mis met versturen. Verstuur het nog een keer.
reused-title = Dit is al verstuurd
reused-text = De eerste keer is bewaard. Dit is anders. Is dit ook goed? Verstuur het dan nog een keer.

invalid-birth-date-shape = De datum is niet goed. Schrijf zo: 14-03-2011.
invalid-email-shape = Het mailadres is niet goed. Schrijf zo: naam@ouders.example.
invalid-name-missing = Schrijf een naam.
invalid-name-not-a-name = In de naam staan tekens die niet mogen.
invalid-name-too-long = De naam is te lang. Er passen 80 letters.
invalid-phone-shape = Het telefoonnummer is niet goed. Schrijf zo: 06 0000 0012.
invalid-student-number-missing = Schrijf het leerlingnummer.
invalid-student-number-shape = Het leerlingnummer is niet goed. Gebruik letters en cijfers, niet meer dan 20.
invalid-words-too-long = De tekst is te lang. Er passen 500 letters.

refused-contact-student-gone = Deze leerling zit niet meer op school of niet meer in deze klas. Er is niets bewaard.
refused-contact-already-told = Dit gesprek is al opgeschreven. Kijk op de tijdlijn.
refused-contact-not-there = Dit gesprek is er niet.
refused-contact-withdrawn = Dit gesprek is ingetrokken. Schrijf het opnieuw op als het toch klopt.
refused-contact-only-an-attempt = Er was geen gesprek. Trek dit in en schrijf het opnieuw.
refused-contact-in-future = Deze dag komt nog. Kies vandaag of een dag die geweest is.
refused-contact-too-long-ago = Dit is langer dan een jaar geleden. Is de datum goed?
refused-contact-with-nobody = Kies met wie het gesprek was.
refused-contact-with-stranger = Een van deze mensen hoort niet meer bij deze leerling. Kies opnieuw.
refused-contact-about-nothing = Kies waar het over ging.
refused-contact-student-in-a-letter = Bij een bericht of brief is de leerling er niet bij. Kies “Nee”.
refused-contact-no-reason = Schrijf in een paar woorden waarom.
refused-contact-changed-meanwhile = Iemand heeft dit net veranderd. Kijk eerst hoe het nu staat.
refused-contact-nothing-new = Er is niets veranderd. Verbeter eerst wat niet klopte.
refused-contact-nobody-ticked = Kies bij ten minste één leerling met wie het gesprek was.

refused-school-not-open = Deze school is er nog niet.
refused-school-no-name = Vul de naam van de school in.
refused-school-name-too-long = Deze naam is te lang.
refused-school-too-many-hours = Kies tussen 0 en 72 uur.
refused-school-slug-shape = De korte naam mag alleen kleine letters, cijfers en streepjes hebben.
refused-school-slug-taken = Een andere school heeft deze korte naam al. Kies een andere naam.

refused-class-not-there = Deze klas is er niet.
refused-class-no-name = Vul de naam van de klas in.
refused-class-name-too-long = Deze naam is te lang.
refused-class-no-such-year = Kies leerjaar 1, 2, 3 of 4.
refused-class-not-a-mentor = Deze medewerker is geen mentor op deze school.

refused-staff-not-there = Deze medewerker is er niet.
refused-staff-not-a-staff-role = Deze rol is niet voor medewerkers.
refused-staff-own-role = Niemand geeft zichzelf een rol. Vraag een andere schoolbeheerder.
refused-staff-own-admin-role = Een schoolbeheerder kan zichzelf niet weghalen. Vraag een andere schoolbeheerder.

refused-student-not-there = Deze leerling is er niet.
refused-student-already-enrolled = Deze leerling is al ingeschreven.
refused-student-has-left = Deze leerling is van school. Schrijf de leerling eerst opnieuw in.
refused-student-no-such-class = Deze klas is er niet. Kies een andere klas.
refused-student-in-future = Deze dag komt nog. Kies vandaag of een dag die geweest is.

refused-parent-student-gone = Deze leerling zit niet meer op deze school.
refused-parent-not-linked = Deze ouder hoort niet bij deze leerling.
refused-parent-no-reason = Schrijf waarom het gezag verandert.
refused-parent-not-there = Deze ouder is er niet.

refused-supporter-student-gone = Deze leerling zit niet meer op deze school.
refused-supporter-not-named = Deze persoon helpt deze leerling niet meer.

refused-details-nobody-there = Deze persoon is er niet.
refused-details-nothing-there = Dit nummer of mailadres is er niet meer.
