### A student's own line, in easy Dutch, with "je".

line-waits = Dit wacht op jou
line-waits-messages = { $count ->
    [one] Je hebt 1 bericht
   *[other] Je hebt { $count } berichten
}
line-waits-talk-on = Bereid je gesprek voor: { $day }
line-waits-talk = Bereid je gesprek voor

## A student's own line

line-title = Mijn lijn
line-lede = Jouw weg naar later: wat je doet, wilt en kunt.
line-happened = Wat er gebeurde
line-empty = Hier begint jouw lijn. Na een gesprek over jou en later lees je hier wat er is besproken.
line-nobody-named = Je hebt nog niemand genoemd. Wie kan jou helpen kiezen?
