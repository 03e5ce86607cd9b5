### What parents and supporters ("u") and students ("je") read. Never "LOB": kiezen voor later.

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
home-mentor = **{ $mentor }** is de mentor van { $child }.
home-mentors = **{ $mentors }** zijn de mentoren van { $child }.
home-now = Nu doen
home-later = Dit wacht ook
home-tiles = Kies wat u wilt zien
home-messages = Berichten
home-no-messages = Er zijn nog geen berichten.
home-assignments = Opdrachten
home-no-assignments = Er zijn nog geen opdrachten voor thuis.
home-agreements = Afspraken
home-no-agreements = Er zijn nog geen afspraken.
home-happened = Wat er gebeurde
home-empty = Straks leest u hier wat u met school bespreekt over { $child } en later. U hoeft nu niets te doen.
home-empty-helping = Straks leest u hier wat u met school bespreekt over { $child } en later. Fijn dat u helpt.

home-none-title = Hier is nu niets te lezen
home-none-text = Klopt dat niet? Vraag het aan de school.

home-helper-title = Iemand anders helpt
home-helper-lede = Wie kan { $child } ook helpen? Een oom, tante, broer of zus. Of iemand anders die u vertrouwt.
home-helper-phone-hint = Dan kan de mentor bellen.
home-helper-who-reads = { $child } en de mentor zien wie er helpt.

wishes-title = Taal en lezen
wishes-lede = Hoe praat en leest u het liefst? Dan houdt school daar rekening mee.
wishes-who-reads = De mentor leest dit. De school telt dit nooit.
wishes-save = Bewaren

## A student's own line

line-title = Mijn lijn
line-lede = Jouw weg naar later: wat je doet, wilt en kunt.
line-who-sees = Een gesprek zie jij, je mentor en wie erbij was.
line-happened = Wat er gebeurde
line-empty = Hier begint jouw lijn. Na een gesprek over jou en later lees je hier wat er is besproken.
line-nobody-named = Je hebt nog niemand genoemd. Wie kan jou helpen kiezen?
line-add-helper = Iemand erbij

line-helper-title = Wie helpt mij?
line-helper-lede = Een oom, een zus, een buur, een coach: een volwassene die jij vertrouwt.
line-helper-phone-hint = Dan kan je mentor bellen.
line-helper-who-reads = Je mentor en je ouders zien wie je noemt.

## After something was done

after-title = Gelukt
after-wensen = Uw keuze is bewaard.
after-wensen-read = De mentor leest dit.
after-steun = Deze persoon helpt nu mee.
after-steun-read = De mentor en uw kind zien dit.
after-steun-weg = Deze persoon helpt niet meer.
after-steun-weg-read = De mentor en uw kind zien dit.
after-own-steun = Deze persoon helpt jou nu.
after-own-steun-read = Je mentor en je ouders zien dit.
after-own-steun-weg = Deze persoon helpt jou niet meer.
after-own-steun-weg-read = Je mentor en je ouders zien dit.
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
