### The student's line and who sees it. For students "je", for those at home "u", for staff "je".

## The five questions

question-motives = wat wil ik?
question-qualities = waar ben ik goed in?
question-work = welk werk past bij mij?
question-steering = hoe bereik ik dat?
question-network = wie kan mij helpen?
question-motives-of = wat wil ik
question-qualities-of = waar ben ik goed in
question-work-of = welk werk past bij mij
question-steering-of = hoe bereik ik dat
question-network-of = wie kan mij helpen
question-title = Jouw vijf vragen
question-last = laatst: “{ $title }”
question-open = nog open
question-count = { $count } keer dit schooljaar
question-empty = Hier staat dit schooljaar nog niets. Dat geeft niet: elke vraag heeft zijn eigen tijd.

## Sorts of things

experience-visit = bezoek aan een bedrijf
experience-internship = stage
experience-open-day = open dag
experience-fair = beroepenmarkt
experience-lesson = les of project
experience-at-home = thuis
experience-job = bijbaan
experience-other = iets anders
why-mistake = er stond een fout in
why-no-longer-so = het klopt niet meer
why-rather-not = ik wil dit liever niet laten zien

## What stands on the line, for the student and for others

own-experience = { $reader ->
    [own] { $title }
   *[other] { $student } laat zien: { $title }
}
own-reflection = { $reader ->
    [own] { $title }
   *[other] { $student } denkt: { $title }
}
own-choice = { $reader ->
    [own] Wat ik wil: { $title }
   *[other] Wat { $student } wil: { $title }
}
own-step = { $reader ->
    [own] Mijn volgende stap: { $title }
   *[other] Volgende stap van { $student }: { $title }
}
own-step-taken = { $reader ->
    [own] Gedaan: { $title }
   *[other] { $student } deed dit: { $title }
}
own-step-dropped = { $reader ->
    [own] Toch niet: { $title }
   *[other] { $student } doet dit toch niet: { $title }
}
own-setback = { $reader ->
    [own] Dat viel tegen: { $title }
   *[other] Dat viel tegen voor { $student }: { $title }
}
own-quality = { $reader ->
    [own] { $who } ziet in jou: { $title }
   *[other] { $who } ziet in { $student }: { $title }
}
own-quality-yours = U ziet in { $student }: { $title }
own-step-by = voor { $day }
own-noted-at-school = op school opgeschreven
own-grew = Zo groeide het
own-grown = Tot { $until }: { $title }. Nu anders, want:
own-new-idea = Nieuw idee
own-closed = Dit mag rusten, sinds { $day }.
own-from = Komt uit: { $what }
own-then = Daarna
own-seen-nobody = alleen ik zie dit
own-seen = { $who } ziet dit
own-seen-until = { $who } ziet dit tot en met { $day }
own-seen-school = mentor en decaan zien dit
own-seen-school-until = mentor en decaan zien dit tot en met { $day }
own-go-step = Hoe ging het?
own-go-setback = Nieuw idee?
own-go-choice = Ik wil nu iets anders
own-go-share = Wie ziet dit?
own-go-correct = Verbeteren of weghalen

## The student's page and forms

own-lede = Wat jij doet, wilt en kunt. Jij bepaalt wie het ziet.
line-all = De hele lijn
own-next-step = Mijn volgende stap
line-talk-about = Om over te praten
line-choice-from = “{ $title }”: waar komt deze keuze vandaan?
line-not-talked = “{ $title }”: wie heeft dit al gezien?
own-add-button = Zet erbij
own-add = Wat zet je erbij?
own-add-lede = Jij kiest met wie je het deelt.
own-add-experience = Iets wat ik deed
own-add-experience-more = een bezoek, stage, open dag, les of iets thuis
own-add-reflection = Iets wat ik denk
own-add-reflection-more = over wat je wilt, kunt of leuk vindt
own-add-choice = Iets wat ik wil
own-add-choice-more = een vak, richting of opleiding; later mag het anders
own-add-step = Mijn volgende stap
own-add-step-more = wat ga je doen, en wanneer?
own-add-setback = Dat viel tegen
own-add-setback-more = een plek, een cijfer, een plan dat niet lukte
own-experience-title = Wat deed je?
own-reflection-title = Wat denk je?
own-choice-title = Wat wil je?
own-step-title = Wat ga je doen?
own-setback-title = Wat viel tegen?
own-experience-words = Hoe was het?
own-reflection-words = Vertel meer
own-choice-words = Waarom?
own-step-words = Wie of wat heb je nodig?
own-setback-words = Wat gebeurde er?
own-kind = Wat was het?
own-when = Wanneer?
own-by = Voor welke dag?
own-proud-ask = Ben je er trots op?
own-proud = Hier ben ik trots op
own-questions = Bij welke vraag hoort dit?
own-builds-on = Komt dit ergens uit voort?
own-share = Wie mag dit zien?
own-share-setback = Met wie wil je erover praten?
own-share-hint = Niemand aangevinkt? { $sentence }
own-share-school = Mijn mentor en de decaan
own-share-until = Tot en met welke dag?
own-share-until-who = { $who } mag dit zien tot en met
own-until = tot en met
own-share-legend = Wie mag dit zien, en tot wanneer?
own-share-former = hoort er niet meer bij en ziet niets
own-share-save = Zo delen
own-save = Bewaren
own-on-step = Hoe ging het?
own-on-choice = Wat wil je nu?
own-on-setback = Nieuw idee
own-on-experience = Verder
own-on-reflection = Verder
own-on-quality = Verder
own-on-ended = Dit is al klaar. Zet iets nieuws op je lijn als je verder gaat.
own-step-how = Hoe was het, of waarom niet?
own-step-done = Gedaan
own-step-drop = Toch niet
own-choice-now = Wat wil je nu?
own-choice-because = Waarom nu iets anders?
own-choice-because-hint = Van idee veranderen is groeien. Wat wist je eerst nog niet?
own-idea = Wat kan wel?
own-idea-hint = Een andere plek, een andere weg, of iemand die kan helpen.
own-idea-save = Dit is mijn nieuwe idee
own-let-rest = Ik laat het rusten
own-why = Waarom pas je dit aan?
own-why-gone = Waarom haal je dit weg?
own-take-away = Weghalen
own-take-away-what = Niemand ziet het dan nog, jij ook niet.
own-take-away-sure = Haal dit weg
own-as-seen = Zo ziet thuis het
own-as-seen-lede = Kies iemand. Je leest precies wat die nu over jou leest.
own-as-seen-who = Kies wie kijkt
own-as-seen-what = Dit is te lezen
own-as-seen-nothing = Deze persoon ziet nu niets van jouw lijn.

## A setback, by the mentor

setback-title = Tegenvaller
setback-lede = Schrijf samen met { $student } op wat niet lukte. Daarna zoeken jullie wat wel kan.
setback-what = Wat viel tegen?
setback-words = Wat gebeurde er?
setback-when = Wanneer?
setback-save = Bewaren
setback-idea = Wat is het nieuwe idee?
setback-idea-save = Nieuw idee bewaren

## What home says a student is good at

quality-title = Waar is { $child } goed in?
quality-lede = U kent uw kind het best. Wat ziet u thuis?
quality-what = Wat kan { $child } goed?
quality-hint = Eén ding is genoeg. Bijvoorbeeld: geduldig, of goed met kleine kinderen.
quality-when = Wanneer zag u dat?
quality-who-reads = { $child } kiest wie het ook mag zien.
quality-save = Zeg het tegen { $child }

## After something was done

done-tegenvaller = De tegenvaller is bewaard.
done-idee = Het nieuwe idee is bewaard.
done-erbij = Het staat op je lijn.
done-gedeeld = Zo deel je het nu.
done-stap-gezet = Goed gedaan. De stap is gezet.
done-stap-weg = Deze stap is losgelaten.
done-keuze-anders = Je nieuwe keuze staat op je lijn.
done-nieuw-idee = Je nieuwe idee staat op je lijn.
done-laten-rusten = Dit mag rusten.
done-lijn-verbeterd = Het is aangepast.
done-lijn-weg = Het is weggehaald.
after-goed-in = Uw woorden staan nu bij uw kind.
home-quality = Waar is { $child } goed in?
student-setback = Tegenvaller

## What it is called in the log

fact-entry-opened = Geopend
fact-experience-recorded = Ervaring
fact-reflection-written = Gedachte
fact-choice-stated = Keuze
fact-choice-revised = Keuze veranderd
fact-step-planned = Stap gepland
fact-step-taken = Stap gezet
fact-step-dropped = Stap losgelaten
fact-quality-named = Kwaliteit genoemd
fact-setback-noted = Tegenvaller
fact-setback-turned = Nieuw idee
fact-setback-closed = Tegenvaller afgesloten
fact-entry-shared = Gedeeld
fact-entry-unshared = Niet meer gedeeld
fact-entry-corrected = Aangepast
fact-entry-withdrawn = Weggehaald

## Refusals

invalid-title-missing = Vul dit nog in.
invalid-title-too-long = Dit is te lang. Er passen 80 tekens.
refused-entry-student-gone = Deze leerling zit niet meer op deze school. Er is niets bewaard.
refused-line-student-gone = Deze leerling zit niet meer op deze school. Er is niets bewaard.
refused-line-already-told = Dit staat al op de lijn.
refused-line-not-there = Dit is er niet.
refused-line-withdrawn = Dit is weggehaald.
refused-line-not-yours = Alleen wie dit vertelde, kan het aanpassen.
refused-line-in-future = Dit is nog niet geweest. Kies vandaag of een eerdere dag.
refused-line-too-long-ago = Dit is langer dan vier jaar geleden. Klopt de datum?
refused-line-no-question = Kies bij welke vraag dit hoort.
refused-line-step-in-past = Deze dag is al geweest. Kies een dag die nog komt.
refused-line-builds-on-itself = Kies iets anders waar dit uit voortkomt.
refused-line-share-with-stranger = Een van deze mensen hoort er niet meer bij. Kies opnieuw.
refused-line-share-is-over = Deze dag is al geweest. Kies een dag die nog komt, of laat leeg.
refused-line-no-reason = Schrijf in een paar woorden waarom.
refused-line-step-ended = Deze stap is al klaar.
refused-line-setback-ended = Hier is al een nieuw idee bij, of het mag rusten.
refused-line-no-idea = Schrijf het nieuwe idee op.
refused-line-other-kind = Dat kan hier niet mee.
refused-line-changed-meanwhile = Dit is net veranderd. Kijk eerst hoe het nu staat.
