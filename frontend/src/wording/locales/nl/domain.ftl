### The words for people and things, one word for one thing, and what happened in a sentence. Read by staff, students and
### parents alike: without "je" and "u", but where a sentence speaks to one of them.

erased = (gewist)
somebody = iemand
whom-student = leerling
whom-staff = medewerker
whom-former = vroeger contact
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
role-supporter = steunfiguur
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
entry-tried = { $staff } zocht contact
entry-came = { $student } kwam op deze school
entry-came-in-class = { $student } kwam in klas { $class }
entry-you-came = Je kwam op deze school
entry-you-came-in-class = Je kwam in klas { $class }
entry-corrected = Verbeterd op { $day }
entry-before = Eerst stond er:

## Forms

form-incomplete = Het formulier kwam niet compleet aan. Kijk het na en verstuur het opnieuw.
reused-title = Dit formulier was al verstuurd
reused-text = Wat toen is ingevuld, is bewaard. Dit is anders. Klopt het? Verstuur het dan nog een keer: het komt er dan bij.

invalid-birth-date-shape = Deze geboortedatum klopt niet. Schrijf bijvoorbeeld 14-03-2011.
invalid-email-shape = Dit mailadres klopt niet. Schrijf bijvoorbeeld naam@ouders.example.
invalid-name-missing = Vul een naam in.
invalid-name-not-a-name = In deze naam staan tekens die niet in een naam horen.
invalid-name-too-long = Deze naam is te lang. Er passen 80 tekens.
invalid-phone-shape = Dit telefoonnummer klopt niet. Schrijf bijvoorbeeld 06 0000 0012.
invalid-student-number-missing = Vul het leerlingnummer in.
invalid-student-number-shape = Dit leerlingnummer klopt niet. Gebruik alleen letters en cijfers, niet meer dan 20.
invalid-words-too-long = Deze tekst is te lang. Er passen 500 tekens.

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

refused-school-not-open = Deze school is er nog niet.
refused-school-no-name = Vul de naam van de school in.
refused-school-name-too-long = Deze naam is te lang.
refused-school-too-many-hours = Kies tussen 0 en 72 uur.
refused-school-slug-shape = De korte naam bestaat uit kleine letters, cijfers en streepjes.
refused-school-slug-taken = Een andere school heeft deze korte naam al. Kies een andere.

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
refused-student-in-future = Deze dag is nog niet geweest. Kies vandaag of een eerdere dag.

refused-parent-student-gone = Deze leerling zit niet meer op deze school.
refused-parent-not-linked = Deze ouder is niet aan deze leerling gekoppeld.
refused-parent-no-reason = Schrijf in een paar woorden waarom het gezag verandert.
refused-parent-not-there = Deze ouder is er niet.

refused-supporter-student-gone = Deze leerling zit niet meer op deze school.
refused-supporter-not-named = Deze persoon is geen steunfiguur van deze leerling.

refused-details-nobody-there = Deze persoon is er niet.
refused-details-nothing-there = Dit nummer of mailadres staat er niet meer.
