### Agreements, in easy Dutch.

party-student = leerling
party-home = thuis
party-school = school

otherwise-other-day = op een andere dag
otherwise-somebody-else = iemand anders doet het
otherwise-something-else = iets anders
otherwise-not-now = nu even niet

entry-agreement = Afspraak: { $point }
agreement-from-talk = uit een gesprek
lane-me = Ik
lane-you = U
lane-home = Thuis
lane-school = School
lane-owner = { $party } · { $who }
lane-due = voor { $day }
lane-done = klaar { $day }
lane-asked = nog geen antwoord
lane-yes = zegt ja
lane-otherwise = wil het anders: { $how }

agreement-kept = Alle drie klaar
agreement-done = { $done } van 3 klaar
agreement-lapsed = Voorbij op { $day }
agreement-cancelled = Gestopt op { $day }
agreement-is-lapsed = voorbij
agreement-is-cancelled = gestopt
agreement-is-kept = klaar
agreement-runs = loopt
agreement-asked = wacht op antwoord
agreement-otherwise = moet anders
agreement-overdue = dag voorbij

refused-agreement-student-gone = De leerling zit niet meer op deze school.
refused-agreement-already-made = Deze afspraak is er al.
refused-agreement-no-point = Waar gaat de afspraak over?
refused-agreement-no-student-part = Wat doet de leerling?
refused-agreement-no-student-day = Wanneer doet de leerling dit?
refused-agreement-no-home-part = Wat doet thuis?
refused-agreement-no-home-owner = Wie van thuis doet dit?
refused-agreement-home-owner-stranger = Deze persoon hoort er niet bij. Kies iemand anders.
refused-agreement-no-home-day = Wanneer doet thuis dit?
refused-agreement-no-school-part = Wat doet school?
refused-agreement-school-owner-stranger = Kies een mentor.
refused-agreement-no-school-day = Wanneer doet school dit?
refused-agreement-student-due-in-past = Deze dag is al geweest. Kies een andere dag.
refused-agreement-home-due-in-past = Deze dag is al geweest. Kies een andere dag.
refused-agreement-school-due-in-past = Deze dag is al geweest. Kies een andere dag.
refused-agreement-not-there = Deze afspraak is er niet.
refused-agreement-not-yours = Dit doet iemand anders.
refused-agreement-ended = Deze afspraak is voorbij. Er hoeft niets meer.
refused-agreement-kept = Deze afspraak is al klaar.
refused-agreement-changed-meanwhile = De afspraak is net veranderd. Lees eerst hoe het nu is.
refused-agreement-no-reason = Schrijf kort waarom.
refused-agreement-still-runs = De afspraak loopt nog.
