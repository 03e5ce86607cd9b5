### The mentor's messages, in plain Dutch (B1), with "je".

inbox-title = Berichten
inbox-lede = Klas { $class }
inbox-for-you = Wacht op een antwoord van jou
inbox-none-for-you = Niemand wacht op jou.
inbox-for-home = Nog zonder antwoord
inbox-none-for-home = Alles is beantwoord.
inbox-for-home-note = Stilte is geen onwil. Bellen werkt vaak beter dan nog een bericht.
inbox-from = { $who } van { $student }
inbox-about = over { $student }
inbox-since = { $day ->
    [0] vandaag
    [1] sinds gisteren
   *[other] { $day } dagen
}
inbox-to-class = Aan de klas
inbox-more = Nog { $count } zonder antwoord

thread-title = Berichten met { $who }
thread-lede = Over { $student }
thread-switch = Met wie
thread-empty = Jullie hebben elkaar nog niets geschreven.
thread-gone = Met { $who } kun je over { $student } niet meer schrijven.
thread-waits = { $who } wacht op je antwoord
thread-asks = Ik wil graag een antwoord
thread-call = Is het belangrijk of lastig? Bel dan liever.
thread-withdraw = Intrekken
withdraw-message-title = Bericht intrekken
withdraw-message-lede = { $who } vindt het bericht dan niet meer. Hier blijft staan dat het er was, en waarom niet meer.
withdraw-message-because = Waarom?
withdraw-message-do = Intrekken

to-class-title = Bericht aan de klas
to-class-lede = Klas { $class }. Ieder krijgt een eigen bericht; niemand ziet wie het nog meer kreeg.
to-class-to = Voor wie
to-class-parents = Ouders en verzorgers
to-class-supporters = Steunfiguren
to-class-students = Leerlingen
to-class-nobody = niemand om aan te schrijven
to-class-one = 1 bericht
to-class-none = Nog niemand gekozen
to-class-count = { $count } berichten
to-class-undo = Alle berichten intrekken
to-class-undo-none = Er is niets meer in te trekken.
to-class-undo-from = { $count ->
    [one] 1 bericht wordt ingetrokken
   *[other] { $count } berichten worden ingetrokken
}
to-class-undo-stays = { $count ->
    [one] 1 bericht is al beantwoord en blijft staan.
   *[other] { $count } berichten zijn al beantwoord en blijven staan.
}
to-class-reminder = De opdracht “{ $title }” is nog niet terug op school. Lukt het deze week? Praten is genoeg. Is het lastig, laat het me dan weten.

done-bericht = Je bericht is verstuurd.
done-berichten = De berichten zijn verstuurd.
done-antwoord = Je antwoord is verstuurd.
done-bericht-weg = Het bericht is ingetrokken.
done-berichten-weg = De berichten zijn ingetrokken.
