### What home and students read and answer about assignments and agreements: easy Dutch for both. A parent is "u", a
### student "je". The examples are what a mentor begins with, so they are in the words that home reads.

assignment-open = Bekijk de opdracht
agreement-open = Bekijk de afspraak
line-waits = Dit wacht op jou

task-asked = Doe dit samen met { $child }. U hoeft niets te schrijven.
task-asked-own = Doe dit samen met iemand thuis.
task-became = Wat er terugkwam
task-mine-done = Gelukt. School weet dit.
task-back = Is het gelukt?
task-back-own = Terug naar school
task-with = Met wie deed je dit?
task-brought = Wat kwam eruit?
task-words = Wilt u er iets bij vertellen?
task-words-own = Wil je er iets bij vertellen?
task-words-hint = { $child } leest dit ook.
task-words-hint-own = Je mentor leest dit. Thuis ook.
task-tell-more = Meer vertellen
task-save = Klaar
task-save-own = Klaar
task-readers = De mentor leest dit. { $child } leest dit ook.
task-readers-own = Je mentor leest dit. Thuis leest dit ook.

deal-asked = Zegt u ja?
deal-asked-done = Is dit gedaan?
deal-you-say = U zegt: **{ $does }**
deal-you-say-own = Jij zegt: **{ $does }**
deal-yes = Ja
deal-done = Gedaan
deal-otherwise = Anders
deal-how = Wat moet anders?
deal-words = Iets erbij vertellen
deal-words-hint = Alleen de mentor leest dit.
deal-otherwise-save = Verstuur
deal-readers = De mentor leest uw antwoord. Uw kind ziet het ook.
deal-readers-own = Je mentor ziet je antwoord. Thuis ook.

after-opdracht = Fijn dat u dit samen deed.
after-opdracht-read = De mentor leest dit. Uw kind leest dit ook.
after-afspraak-ja = U zegt ja.
after-afspraak-ja-read = De mentor ziet dit. Uw kind ziet dit ook.
after-afspraak-anders = U wilt het anders.
after-afspraak-anders-read = De mentor leest dit en belt of schrijft u.
after-afspraak-klaar = Uw deel is klaar.
after-afspraak-klaar-read = De mentor ziet dit. Uw kind ziet dit ook.
after-own-opdracht = Je opdracht is terug op school.
after-own-opdracht-read = Je mentor leest dit. Thuis leest dit ook.
after-own-afspraak-ja = Je zegt ja.
after-own-afspraak-ja-read = Je mentor ziet dit. Thuis ziet dit ook.
after-own-afspraak-anders = Je wilt het anders.
after-own-afspraak-anders-read = Je mentor leest dit. Daarna praten jullie erover.
after-own-afspraak-klaar = Jouw deel is klaar.
after-own-afspraak-klaar-read = Je mentor ziet dit. Thuis ziet dit ook.

## Examples of assignments

example-together-title = Waar ben je goed in?
example-together-why = Thuis zien ze dingen die school niet ziet.
example-together-then = We praten erover in de klas. Daarna kies je een bezoek.
example-together-step-1 = Ga samen zitten. Zet de tv uit.
example-together-step-2 = Vraag: wanneer was je trots op mij?
example-together-step-3 = Kies samen één ding dat je goed kan.
example-outing-title = Samen kijken op een open dag
example-outing-why = Samen zie je meer dan alleen.
example-outing-then = In het gesprek op school vertel je wat je zag.
example-outing-step-1 = Kies samen een dag.
example-outing-step-2 = Stel daar samen één vraag.
example-outing-step-3 = Praat op de terugweg. Wat paste wel en wat niet?
example-parents-work-title = Hoe is het op jouw werk?
example-parents-work-why = Zo leer je werk kennen van dichtbij.
example-parents-work-then = In de les vergelijken we soorten werk.
example-parents-work-step-1 = Vraag: wat doe je op een dag?
example-parents-work-step-2 = Vraag: wat is leuk en wat is lastig?
example-parents-work-step-3 = Zou je dit zelf willen doen? Vertel waarom.
example-important-others-title = Wie kan mij helpen?
example-important-others-why = Met hulp van anderen kom je verder.
example-important-others-then = We zoeken samen een plek voor je stage.
example-important-others-step-1 = Denk samen aan een oom, een zus of een buur.
example-important-others-step-2 = Vraag die persoon naar het werk.
example-important-others-step-3 = Vraag of je een keer mag komen kijken.
