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
line-lede = Wat je doet, wilt en kunt. Zo kies je voor later.
line-happened = Wat er gebeurde
line-empty = Hier begint jouw lijn. Praat je met school over later? Dan lees je dat hier.
line-nobody-named = Je hebt nog niemand genoemd. Wie kan jou helpen?
