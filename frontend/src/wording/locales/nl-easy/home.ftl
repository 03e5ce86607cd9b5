### What parents and supporters ("u") and students ("je") read. Easy Dutch (A2): one idea in a sentence, ten words at most.

## A parent's home

home-title = Thuis
home-hello = Dag { $name }
home-hello-nobody = Dag
home-mrs = mevrouw { $name }
home-mr = meneer { $name }
home-about = Over **{ $child }**
home-about-class = Over **{ $child }**, klas { $class }
home-helping = U helpt **{ $child }**
home-helping-class = U helpt **{ $child }**, klas { $class }
home-children = Kies een kind
home-mentor = De mentor van { $child } is **{ $mentor }**.
home-mentors = De mentoren van { $child } zijn **{ $mentors }**.
home-now = Nu doen
home-later = Dit wacht ook
home-tiles = Wat wilt u zien?
home-messages = Berichten
home-no-messages = Er zijn nog geen berichten.
home-assignments = Opdrachten
home-no-assignments = Er zijn nog geen opdrachten.
home-agreements = Afspraken
home-no-agreements = Er zijn nog geen afspraken.
home-happened = Wat er gebeurde
home-empty = U praat met school over { $child }. Straks leest u hier wat er is gezegd. U hoeft nu niets te doen.
home-empty-helping = U praat met school over { $child }. Straks leest u hier wat er is gezegd. Fijn dat u helpt.

home-none-title = Hier is nu niets te lezen
home-none-text = Klopt dat niet? Bel de school.

home-helper-title = Iemand anders helpt
home-helper-lede = Wie kan { $child } ook helpen? Een oom, tante, broer of zus. Of iemand anders.
home-helper-phone-hint = Dan kan de mentor bellen.
home-helper-who-reads = { $child } leest dit. De mentor leest dit ook.

wishes-title = Taal en lezen
wishes-lede = Hoe praat en leest u graag? De school let daar op.
wishes-who-reads = De mentor leest dit.
wishes-save = Bewaren

## A student's own line

line-title = Mijn lijn
line-lede = Wat je doet, wilt en kunt. Zo kies je voor later.
line-who-sees = Een gesprek zie jij. Je mentor ziet het. En wie erbij was.
line-happened = Wat er gebeurde
line-empty = Hier begint jouw lijn. Praat je met school over later? Dan lees je dat hier.
line-nobody-named = Je hebt nog niemand genoemd. Wie kan jou helpen?
line-add-helper = Iemand erbij

line-helper-title = Wie helpt mij?
line-helper-lede = Een oom, een zus, een buur of een coach. Iemand die jij vertrouwt.
line-helper-phone-hint = Dan kan je mentor bellen.
line-helper-who-reads = Je mentor leest dit. Je ouders lezen dit ook.

## After something was done

after-title = Gelukt
after-wensen = Uw keuze is bewaard.
after-wensen-read = De mentor leest dit.
after-steun = Deze persoon helpt nu mee.
after-steun-read = De mentor leest dit. Uw kind leest dit ook.
after-steun-weg = Deze persoon helpt niet meer.
after-steun-weg-read = De mentor leest dit. Uw kind leest dit ook.
after-own-steun = Deze persoon helpt jou nu.
after-own-steun-read = Je mentor leest dit. Je ouders lezen dit ook.
after-own-steun-weg = Deze persoon helpt jou niet meer.
after-own-steun-weg-read = Je mentor leest dit. Je ouders lezen dit ook.
after-bericht = Uw bericht is verstuurd.
after-bericht-read = Alleen de mentor leest dit.
after-antwoord = Uw antwoord is verstuurd.
after-antwoord-read = Alleen de mentor leest dit.
after-own-bericht = Je bericht is verstuurd.
after-own-bericht-read = Alleen je mentor leest dit.
after-own-antwoord = Je antwoord is verstuurd.
after-own-antwoord-read = Alleen je mentor leest dit.
after-to-home = Terug naar thuis
after-to-line = Terug naar mijn lijn
