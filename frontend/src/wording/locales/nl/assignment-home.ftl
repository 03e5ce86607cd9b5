### What home and students read and answer about assignments: easy Dutch, a parent "u", a student "je". The examples are
### what a mentor begins with, so they are in the words that home reads.

assignment-open = Bekijk de opdracht

assignment-home-asked = Doe dit samen met { $child }. U hoeft niets te schrijven.
assignment-home-asked-own = Doe dit samen met iemand thuis.
assignment-home-became = Wat er terugkwam
assignment-home-mine-done = Gelukt. School weet dit.
assignment-home-back = Is het gelukt?
assignment-home-back-own = Terug naar school
assignment-home-with = Met wie deed je dit?
assignment-home-brought = Wat kwam eruit?
assignment-home-words = Wilt u er iets bij vertellen?
assignment-home-words-own = Wil je er iets bij vertellen?
assignment-home-tell-more = Meer vertellen
assignment-home-save = Klaar
assignment-home-save-own = Klaar

after-opdracht = Fijn dat u dit samen deed.
after-own-opdracht = Je opdracht is terug op school.

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
