### Who helps, and one's own wishes: easy Dutch, a parent "u", a student "je".

## A parent's home

supporter-home-title = Iemand anders helpt
supporter-home-lede = Wie kan { $child } ook helpen? Een oom, tante, broer of zus. Of iemand anders die u vertrouwt.
supporter-home-phone-hint = Dan kan de mentor bellen.
supporter-home-who-reads = { $child } en de mentor zien wie er helpt.
supporter-home-sixteen = { $child } is zestien of ouder. { $child } kiest nu zelf wie er helpt. U mag wel nee zeggen. U blijft lezen hoe het gaat.
home-helper-waits = Er is iemand genoemd die { $child } wil helpen. Mag dat van u?
home-helper-look = Kijken wie het is

wishes-title = Taal en lezen
wishes-lede = Hoe praat en leest u het liefst? Dan houdt school daar rekening mee.
wishes-who-reads = De mentor leest dit. De school telt dit nooit.
wishes-save = Bewaren

## A student's own line

supporter-own-add = Iemand erbij

supporter-own-title = Wie helpt mij?
supporter-own-lede = Een oom, een zus, een buur, een coach: een volwassene die jij vertrouwt.
supporter-own-phone-hint = Dan kan je mentor bellen.
supporter-own-who-reads = Je mentor en je ouders zien wie je noemt.
supporter-own-sixteen = Je bent zestien of ouder. Jij kiest zelf wie er helpt. Je ouders kunnen niemand meer voor je noemen.

## After something was done

after-wensen = Uw keuze is bewaard.
after-wensen-read = De mentor leest dit.
after-steun = U zei wie er helpt. De school regelt de rest.
after-steun-read = De mentor en uw kind zien dit.
after-steun-weg = Deze persoon helpt niet meer.
after-steun-weg-read = De mentor en uw kind zien dit.
after-steun-ja = U zei ja. De school regelt de rest.
after-steun-ja-read = De mentor en uw kind zien dit.
after-steun-nee = U zei nee. Deze persoon doet niet mee.
after-steun-nee-read = De mentor en uw kind zien dit.
after-own-steun = Jij noemde iemand. Je mentor of je ouder beslist of deze persoon mag meedoen.
after-own-steun-read = Je mentor en je ouders zien dit.
after-own-steun-weg = Deze persoon helpt jou niet meer.
after-own-steun-weg-read = Je mentor en je ouders zien dit.
