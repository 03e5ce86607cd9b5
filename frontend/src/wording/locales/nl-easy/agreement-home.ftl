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
agreement-reply-otherwise-save = Verstuur

after-afspraak-ja = U zegt ja.
after-afspraak-anders = U wilt het anders.
after-afspraak-klaar = Uw deel is klaar.
after-own-afspraak-ja = Je zegt ja.
after-own-afspraak-anders = Je wilt het anders.
after-own-afspraak-klaar = Jouw deel is klaar.
