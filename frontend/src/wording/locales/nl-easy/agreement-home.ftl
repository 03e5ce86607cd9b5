### What home and students read and answer about agreements: easy Dutch, a parent "u", a student "je".

agreement-open = Bekijk de afspraak

agreement-reply-asked = Zegt u ja?
agreement-reply-asked-done = Is dit gedaan?
agreement-reply-you-say = U zegt: **{ $does }**
agreement-reply-you-say-own = Jij zegt: **{ $does }**
agreement-reply-yes = Ja
agreement-reply-done = Gedaan
agreement-reply-otherwise = Anders
agreement-reply-how = Wat moet anders?
agreement-reply-words = Iets erbij vertellen
agreement-reply-words-hint = Alleen de mentor leest dit.
agreement-reply-otherwise-save = Verstuur
agreement-reply-readers = De mentor leest uw antwoord. Uw kind ziet het ook.
agreement-reply-readers-own = Je mentor ziet je antwoord. Thuis ook.

after-afspraak-ja = U zegt ja.
after-afspraak-ja-read = De mentor ziet dit. Uw kind ziet dit ook.
after-afspraak-anders = U wilt het anders.
after-afspraak-anders-read = De mentor leest dit en belt of schrijft u.
after-afspraak-klaar = Uw deel is klaar.
after-afspraak-klaar-read = De mentor ziet dit. Uw kind ziet dit ook.
after-own-afspraak-ja = Je zegt ja.
after-own-afspraak-ja-read = Je mentor ziet dit. Thuis ziet dit ook.
after-own-afspraak-anders = Je wilt het anders.
after-own-afspraak-anders-read = Je mentor leest dit. Daarna praten jullie erover.
after-own-afspraak-klaar = Jouw deel is klaar.
after-own-afspraak-klaar-read = Je mentor ziet dit. Thuis ziet dit ook.
