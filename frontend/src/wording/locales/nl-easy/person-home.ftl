### Who helps, and one's own wishes: easy Dutch, a parent "u", a student "je".

## A parent's home

supporter-home-title = Iemand anders helpt
supporter-home-lede = Wie kan { $child } ook helpen? Een oom, tante, broer of zus. Of iemand anders.
supporter-home-phone-hint = Dan kan de mentor bellen.
supporter-home-who-reads = { $child } leest dit. De mentor leest dit ook.
supporter-home-sixteen = { $child } is zestien of ouder. { $child } kiest nu zelf wie er helpt. U mag nee zeggen. U leest nog steeds hoe het gaat.
home-helper-waits = Iemand wil { $child } helpen. Mag dat van u?
home-helper-look = Kijk wie het is

wishes-title = Taal en lezen
wishes-lede = Hoe praat en leest u graag? De school let daar op.
wishes-who-reads = De mentor leest dit.
wishes-save = Bewaren

## A student's own line

supporter-own-add = Iemand erbij

supporter-own-title = Wie helpt mij?
supporter-own-lede = Een oom, een zus, een buur of een coach. Iemand die jij vertrouwt.
supporter-own-phone-hint = Dan kan je mentor bellen.
supporter-own-who-reads = Je mentor leest dit. Je ouders lezen dit ook.
supporter-own-sixteen = Je bent zestien of ouder. Jij kiest nu zelf wie er helpt. Je ouders noemen niemand meer voor jou.

## After something was done

after-wensen = Uw keuze is bewaard.
after-wensen-read = De mentor leest dit.
after-steun = U zei wie er helpt. De school regelt de rest.
after-steun-read = De mentor leest dit. Uw kind leest dit ook.
after-steun-weg = Deze persoon helpt niet meer.
after-steun-weg-read = De mentor leest dit. Uw kind leest dit ook.
after-steun-ja = U zei ja. De school regelt de rest.
after-steun-ja-read = De mentor leest dit. Uw kind leest dit ook.
after-steun-nee = U zei nee. Deze persoon doet niet mee.
after-steun-nee-read = De mentor leest dit. Uw kind leest dit ook.
after-own-steun = Jij noemde iemand. Je mentor of je ouder beslist of deze persoon mag meedoen.
after-own-steun-read = Je mentor leest dit. Je ouders lezen dit ook.
after-own-steun-weg = Deze persoon helpt jou niet meer.
after-own-steun-weg-read = Je mentor leest dit. Je ouders lezen dit ook.
