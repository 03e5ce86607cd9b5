### Assignments for home: their words, what happened with one, and why something about one is refused. Read by all.

assignment-kind-together = samen thuis
assignment-kind-outing = samen op pad
assignment-kind-parents-work = over werk van de ouder
assignment-kind-important-others = met iemand anders die belangrijk is

brought-quality = iets wat goed gaat
brought-wish = een wens
brought-idea = een idee voor later
brought-helper = iemand die kan helpen
brought-question = een vraag voor school

used-in-talk = in een gesprek
used-in-lesson = in de les
used-in-step = voor een volgende stap

assignment-state-given = thuis
assignment-state-opened = thuis geopend
assignment-state-late = nog niet terug
assignment-state-back = terug van thuis
assignment-state-used = gebruikt op school
assignment-state-parked = opzij gelegd
assignment-state-withdrawn = ingetrokken

entry-assignment = Opdracht voor thuis: { $title }
entry-assignment-talked = Thuis gepraat: { $title }
assignment-due = terug { $day }
assignment-minutes = { $minutes } minuten
assignment-why = Waarom?
assignment-then = Wat doet school ermee?
assignment-after = Dit hoort bij
assignment-steps = Doe dit samen
assignment-back-you = U
assignment-back-me = Jij
assignment-back-with = { $who } met { $with }
assignment-back-others = iemand anders
assignment-used = School gebruikte dit { $how }.
assignment-parked = School doet hier nu niets mee.

invalid-line-too-long = Deze regel is te lang. Er passen 160 tekens.

refused-assignment-for-nobody = Kies voor wie de opdracht is.
refused-assignment-student-gone = Een van deze leerlingen zit niet meer op school of niet meer in deze klas. Er is niets bewaard.
refused-assignment-already-given = Deze opdracht is al meegegeven.
refused-assignment-no-title = Geef de opdracht een naam.
refused-assignment-no-why = Schrijf waarom ze dit doen.
refused-assignment-no-use = Schrijf wat school doet met wat er terugkomt.
refused-assignment-builds-on-nothing = Waar hoort dit bij? Noem iets wat al gebeurd is, zoals een bezoek of een gesprek.
refused-assignment-no-steps = Schrijf ten minste één stap.
refused-assignment-too-many-steps = Kies niet meer dan vijf stappen.
refused-assignment-step-too-hard = Een zin in een stap is te lang om makkelijk te lezen. Maak er korte zinnen van, met niet meer dan twaalf woorden.
refused-assignment-too-long = Kies een tijd tussen 1 en 20 minuten.
refused-assignment-needs-writing = Niet iedereen thuis schrijft makkelijk. Maak de opdracht zo dat praten genoeg is.
refused-assignment-due-in-past = Deze dag is al geweest. Kies vandaag of later.
refused-assignment-due-too-far = Dit is verder dan drie maanden weg. Kies een eerdere dag.
refused-assignment-not-there = Deze opdracht is er niet.
refused-assignment-withdrawn = Deze opdracht is ingetrokken. Er hoeft niets meer te gebeuren.
refused-assignment-already-returned = Dit was al teruggegeven aan school.
refused-assignment-with-stranger = Een van deze mensen hoort niet meer bij deze leerling. Kies opnieuw.
refused-assignment-nothing-back = Hiervan is nog niets terug van thuis.
refused-assignment-already-used = Dit is al gebruikt op school.
refused-assignment-already-parked = Dit is al opzij gelegd.
refused-assignment-already-back = Thuis heeft dit al gedaan. Gebruik het, of leg het opzij met een reden.
refused-assignment-no-word = Schrijf in een zin wat je ermee doet. Doe je er niets mee? Leg het dan opzij.
refused-assignment-no-reason = Schrijf in een paar woorden waarom.
