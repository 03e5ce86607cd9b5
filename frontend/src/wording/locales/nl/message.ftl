### Messages between the school and one person. To parents "u", to students "je", to staff "je".

ready-good = Goed
ready-question = Ik heb een vraag
ready-call-me = Bel mij
ready-thanks = Dank u wel
ready-will-call = Ik bel u
ready-thanks-you = Dank je wel
ready-will-call-you = Ik bel je

nav-messages = Berichten

message-to = Bericht aan { $who }
message-from = Bericht van { $who }
message-you-wrote = U schreef aan de mentor
message-i-wrote = Je schreef aan je mentor
message-sent = verstuurd
message-arrived = aangekomen
message-answered = beantwoord
message-at-school = aangekomen bij de mentor
message-reply = { $who }, { $day }
message-you = u
message-me = jij
message-open = Bekijk
message-thread = Alle berichten
message-answer-it = Antwoord

message-empty-title = Berichten
message-write = Schrijf een bericht
message-words = Uw bericht
message-words-own = Je bericht
message-send = Versturen
message-answer-title = Antwoorden
message-answer-words = Of schrijf zelf
message-answer-send = Antwoord versturen
message-nothing-to-answer = U hoeft nu niets te doen.
message-nothing-to-answer-own = Je hoeft nu niets te doen.
message-own-empty = Er zijn nog geen berichten. Heb je een vraag? Schrijf je mentor.

refused-message-student-gone = Deze leerling zit niet meer op school of niet meer in deze klas. Er is niets verstuurd.
refused-message-already-sent = Dit bericht is al verstuurd.
refused-message-to-nobody = Kies voor wie het bericht is.
refused-message-to-stranger = Een van deze mensen kan geen bericht over deze leerling krijgen. Kies opnieuw.
refused-message-nobody-reads = Er is nu geen mentor die dit kan lezen. Bel de school.
refused-message-no-words = Schrijf een bericht.
refused-message-too-many = Er zijn in een uur heel veel berichten verstuurd. Wacht een uur, en verstuur dit bericht dan.
refused-message-not-there = Dit bericht is er niet.
refused-message-withdrawn = Dit bericht is ingetrokken. Er is niets verstuurd.
refused-message-already-answered = Er is al een antwoord. Schrijf een nieuw bericht.
refused-message-no-answer = Kies een antwoord of schrijf er een.
refused-message-not-your-answer = Dit antwoord hoort hier niet. Kies een ander.
refused-message-no-reason = Schrijf in een paar woorden waarom.
