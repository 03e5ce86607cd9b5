### The words for people, how to reach them and what they wish. Read by staff, students and parents alike: without "je" and
### "u", but where a sentence speaks to one of them.

erased = (gewist)
somebody = iemand
whom-student = leerling
whom-staff = medewerker
whom-former = vroeger contact
whom-of = de { $whom } van { $child }
yours = je { $whom }

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

entry-came = { $student } kwam op deze school
entry-came-in-class = { $student } kwam in klas { $class }
entry-you-came = Je kwam op deze school
entry-you-came-in-class = Je kwam in klas { $class }

## Forms

invalid-birth-date-shape = Deze geboortedatum klopt niet. Schrijf bijvoorbeeld 14-03-2011.
invalid-email-shape = Dit mailadres klopt niet. Schrijf bijvoorbeeld naam@ouders.example.
invalid-name-missing = Vul een naam in.
invalid-name-not-a-name = In deze naam staan tekens die niet in een naam horen.
invalid-name-too-long = Deze naam is te lang. Er passen 80 tekens.
invalid-phone-shape = Dit telefoonnummer klopt niet. Schrijf bijvoorbeeld 06 0000 0012.
invalid-student-number-missing = Vul het leerlingnummer in.
invalid-student-number-shape = Dit leerlingnummer klopt niet. Gebruik alleen letters en cijfers, niet meer dan 20.

refused-staff-not-there = Deze medewerker is er niet.
refused-staff-no-name = Vul de naam van de medewerker in.
refused-staff-not-a-staff-role = Deze rol is niet voor medewerkers.
refused-staff-own-role = Niemand geeft zichzelf een rol. Vraag een andere schoolbeheerder.
refused-staff-own-admin-role = Een schoolbeheerder kan zichzelf niet weghalen. Vraag een andere schoolbeheerder.

refused-student-not-there = Deze leerling is er niet.
refused-student-already-enrolled = Deze leerling is al ingeschreven.
refused-student-has-left = Deze leerling is van school. Schrijf de leerling eerst opnieuw in.
refused-student-no-such-class = Deze klas is er niet. Kies een andere klas.
refused-student-in-future = Deze dag is nog niet geweest. Kies vandaag of een eerdere dag.
refused-student-nothing-to-correct = Zeg wat er anders is: de naam, het nummer of de geboortedatum.

refused-parent-student-gone = Deze leerling zit niet meer op deze school.
refused-parent-not-linked = Deze ouder is niet aan deze leerling gekoppeld.
refused-parent-no-reason = Schrijf in een paar woorden waarom het gezag verandert.
refused-parent-not-there = Deze ouder is er niet.
refused-parent-no-name = Vul de naam van de ouder in.

refused-supporter-student-gone = Deze leerling zit niet meer op deze school.
refused-supporter-not-named = Deze persoon is geen steunfiguur van deze leerling.
refused-supporter-nothing-to-correct = Zeg wat er anders is: de naam, of wie het voor de leerling is.
refused-supporter-turned-away = School of een ouder zei nee tegen deze persoon. Alleen school kan dat veranderen.
refused-supporter-number-known = Dit nummer of mailadres is ook van iemand anders. Kijk opnieuw en beslis dan.
refused-supporter-named-by-student = Uw kind koos deze persoon zelf. Alleen uw kind of school kan dit stoppen.

refused-details-nobody-there = Deze persoon is er niet.
refused-details-nothing-there = Dit nummer of mailadres staat er niet meer.

## Who helps

supporter-title = Wie helpt { $student }?
supporter-lede = Een volwassene die helpt bij het kiezen, zoals een oom, een zus of een coach.
supporter-now = Wie er nu helpt
supporter-name = Naam
supporter-kinship = Wie is dit?
supporter-phone = Telefoonnummer
supporter-phone-hint = Zo kan school contact opnemen.
supporter-save = Bewaren
supporter-stop = Helpt niet meer
supporter-stop-sure = Ja, { $name } helpt niet meer
supporter-waiting = Wie wacht op een ja
supporter-refused = Wie niet mag meedoen
supporter-nobody = Er is niemand genoemd.
supporter-admit = { $name } mag meedoen
supporter-admit-known = Toch laten meedoen
supporter-refuse = Mag niet meedoen
supporter-alike = Dit nummer of mailadres is ook van { $people }. Die heeft over deze leerling niets te zeggen, of er is nee tegen gezegd. Het kan dezelfde persoon zijn. Alleen school beslist hierover: vertel thuis niet van wie het nummer is.
supporter-own-waits = Je mentor of je ouder beslist of deze persoon mag meedoen. Tot die tijd ziet deze persoon niets van jou.
supporter-school-decides = Er is nee gezegd. Alleen school kan dat veranderen.
admissions-title = Wie mag meehelpen
admissions-lede = Bij deze leerlingen is een steunfiguur genoemd die op een ja wacht. De mentor of een ouder beslist meestal. Jij kunt het ook.
admissions-empty = Niemand wacht op een ja.
admissions-back = De school

## How to reach somebody, and what they wish

details-title = Gegevens van { $name }
details-to-student = De leerling
details-value = { $channel ->
    [email] Mailadres
   *[phone] Telefoonnummer
}
details-failed = { $failure }, sinds { $since }
details-save = Bewaren
details-remove = Weghalen
details-off = Werkt dit niet?
details-wishes = Taal en lezen

wishes-language = In welke taal praten?
wishes-reading = Hoe lezen?
wishes-interpreter = Tolk
wishes-interpreter-yes = Graag een tolk bij het gesprek

## What was just done

done-gegevens = Bewaard.
done-gegeven-weg = Het is weggehaald.
done-gegeven-fout = Genoteerd: dit werkt niet.
done-wensen = De wensen zijn bewaard.
done-steun = Genoemd. Deze persoon wacht tot jij of een ouder beslist.
done-steun-weg = Deze persoon helpt niet meer.
done-steun-ja = Deze persoon mag meedoen.
done-steun-nee = Deze persoon mag niet meedoen.
