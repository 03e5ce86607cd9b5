### Agreements: the three lanes, what became of one, and why something about one is refused. Read by all.

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
agreement-lapsed = Verlopen op { $day }
agreement-cancelled = Gestopt op { $day }
agreement-is-lapsed = verlopen
agreement-is-cancelled = gestopt
agreement-is-kept = nagekomen
agreement-runs = loopt
agreement-asked = wacht op antwoord
agreement-otherwise = moet anders
agreement-overdue = dag voorbij

refused-agreement-student-gone = Deze leerling zit niet meer op deze school.
refused-agreement-already-made = Deze afspraak is al gemaakt. Kijk op de tijdlijn.
refused-agreement-no-point = Waar werkt de leerling aan?
refused-agreement-no-student-part = Wat doet de leerling zelf?
refused-agreement-no-student-day = Voor welke dag doet de leerling dit?
refused-agreement-no-home-part = Wat doet thuis?
refused-agreement-no-home-owner = Wie van thuis doet dit?
refused-agreement-home-owner-stranger = Deze persoon hoort niet bij deze leerling. Kies iemand anders.
refused-agreement-no-home-day = Voor welke dag doet thuis dit?
refused-agreement-no-school-part = Wat doet school?
refused-agreement-school-owner-stranger = Kies een mentor van deze klas, of doe het zelf.
refused-agreement-no-school-day = Voor welke dag doet school dit?
refused-agreement-student-due-in-past = Deze dag is al geweest. Kies vandaag of later.
refused-agreement-home-due-in-past = Deze dag is al geweest. Kies vandaag of later.
refused-agreement-school-due-in-past = Deze dag is al geweest. Kies vandaag of later.
refused-agreement-not-there = Deze afspraak is er niet.
refused-agreement-not-yours = Dit is het deel van iemand anders.
refused-agreement-ended = Deze afspraak is voorbij. Maak een nieuwe als het toch nodig is.
refused-agreement-kept = Deze afspraak is al helemaal nagekomen.
refused-agreement-changed-meanwhile = Deze afspraak is net aangepast. Kijk eerst hoe die nu is.
refused-agreement-no-reason = Schrijf in een paar woorden waarom.
refused-agreement-still-runs = De dagen van deze afspraak zijn nog niet voorbij.
