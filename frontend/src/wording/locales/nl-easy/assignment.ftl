### Assignments for home, in easy Dutch.

assignment-kind-together = samen thuis
assignment-kind-outing = samen op pad
assignment-kind-parents-work = over uw werk
assignment-kind-important-others = met iemand die belangrijk is

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
assignment-state-withdrawn = gaat niet door

entry-assignment = Opdracht: { $title }
entry-assignment-talked = Thuis gepraat: { $title }
assignment-due = klaar { $day }
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

invalid-line-too-long = Dit is te lang. Er passen 160 tekens.

refused-assignment-for-nobody = Voor wie is de opdracht? Kies iemand.
refused-assignment-student-gone = De leerling zit niet meer op deze school.
refused-assignment-already-given = Deze opdracht is er al.
refused-assignment-no-title = Hoe heet de opdracht?
refused-assignment-no-why = Schrijf waarom ze dit doen.
refused-assignment-no-use = Schrijf wat school ermee doet.
refused-assignment-builds-on-nothing = Waar hoort dit bij?
refused-assignment-no-steps = Schrijf een stap.
refused-assignment-too-many-steps = Kies vijf stappen. Meer is te veel.
refused-assignment-step-too-hard = Een zin is te lang. Maak de zin korter.
refused-assignment-too-long = Kies 1 tot 20 minuten.
refused-assignment-needs-writing = Praten moet genoeg zijn.
refused-assignment-due-in-past = Deze dag is al geweest. Kies een andere dag.
refused-assignment-due-too-far = Deze dag is te ver weg. Kies een andere dag.
refused-assignment-not-there = Deze opdracht is er niet.
refused-assignment-withdrawn = Deze opdracht gaat niet door. U hoeft niets te doen.
refused-assignment-already-returned = School weet dit al. U hoeft niets meer te doen.
refused-assignment-with-stranger = Deze persoon hoort er niet meer bij. Kies opnieuw.
refused-assignment-nothing-back = Er is nog niets terug.
refused-assignment-already-used = School gebruikte dit al.
refused-assignment-already-parked = School legde dit al opzij.
refused-assignment-already-back = Dit is thuis al gedaan.
refused-assignment-no-word = Schrijf in een zin wat u ermee doet.
refused-assignment-no-reason = Schrijf kort waarom.
