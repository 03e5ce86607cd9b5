### Messages between the school and one person. Easy Dutch (A2): one idea in a sentence, ten words at most.

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
message-own-empty = Er zijn nog geen berichten. Een vraag? Schrijf je mentor.

refused-message-student-gone = De leerling zit niet meer op deze school.
refused-message-already-sent = Dit bericht is al verstuurd.
refused-message-to-nobody = Voor wie is het bericht? Kies iemand.
refused-message-to-stranger = Deze persoon kan dit bericht niet krijgen.
refused-message-nobody-reads = Er is nu geen mentor. Bel de school.
refused-message-no-words = Schrijf een bericht.
refused-message-too-many = Er zijn nu te veel berichten verstuurd. Wacht een uur. Verstuur dit bericht dan.
refused-message-not-there = Dit bericht is er niet.
refused-message-withdrawn = Dit bericht is weg. Er is niets verstuurd.
refused-message-already-answered = Er is al een antwoord. Schrijf een nieuw bericht.
refused-message-no-answer = Kies een antwoord. Of schrijf zelf.
refused-message-not-your-answer = Kies een ander antwoord.
refused-message-no-reason = Waarom? Schrijf een paar woorden.
