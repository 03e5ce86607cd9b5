### Who helps, and one's own wishes: easy Dutch, a parent "u", a student "je".

## A parent's home

supporter-home-title = Iemand anders helpt
supporter-home-lede = Wie kan { $child } ook helpen? Een oom, tante, broer of zus. Of iemand anders die u vertrouwt.
supporter-home-phone-hint = Dan kan de mentor bellen.
supporter-home-sixteen = { $child } is zestien of ouder. { $child } kiest nu zelf wie er helpt. U mag wel nee zeggen. U blijft lezen hoe het gaat.
supporter-home-chosen = { $child } koos { $name } zelf. Alleen { $child } of school kan dit stoppen.
home-helper-waits = Er is iemand genoemd die { $child } wil helpen. Mag dat van u?
home-helper-look = Kijken wie het is

wishes-title = Taal en lezen
wishes-lede = Hoe praat en leest u het liefst? Dan houdt school daar rekening mee.
wishes-who-reads = De school telt dit nooit.
wishes-save = Bewaren

## A student's own line

supporter-own-add = Iemand erbij

supporter-own-title = Wie helpt mij?
supporter-own-lede = Een oom, een zus, een buur, een coach: een volwassene die jij vertrouwt.
supporter-own-phone-hint = Dan kan je mentor bellen.
supporter-own-sixteen = Je bent zestien of ouder. Jij kiest zelf wie er helpt. Je ouders kunnen niemand meer voor je noemen.
supporter-own-gone = { $name } helpt niet meer mee sinds { $day }, en leest niets meer van jou. Dat zei { $who }.

## After something was done

after-wensen = Uw keuze is bewaard.
after-steun = U zei wie er helpt. De school regelt de rest.
after-steun-weg = Deze persoon helpt niet meer.
after-steun-ja = U zei ja. De school regelt de rest.
after-steun-nee = U zei nee. Deze persoon doet niet mee.
after-own-steun = Jij noemde iemand. Je mentor of je ouder beslist of deze persoon mag meedoen.
after-own-steun-weg = Deze persoon helpt jou niet meer.
