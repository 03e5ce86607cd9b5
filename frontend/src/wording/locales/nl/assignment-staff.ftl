### What staff read about assignments, in plain Dutch (B1), with "je".

assignment-act-use = Hier doe ik dit mee
assignment-act-withdraw = Intrekken

## A new assignment

assignment-form-title = Opdracht voor thuis
assignment-form-lede-class = Voor klas { $class }. Thuis doen ze dit samen, zonder te schrijven.
assignment-form-lede-student = Voor { $student }. Thuis doen ze dit samen, zonder te schrijven.
assignment-form-examples = Begin met een voorbeeld
assignment-form-kind = Wat voor opdracht?
assignment-form-name = Hoe heet de opdracht?
assignment-form-name-hint = Kort, zoals “Waar ben ik goed in?”
assignment-form-then = Wat doen we ermee?
assignment-form-then-hint = Beloof alleen wat je ook doet.
assignment-form-builds-on = Waar hoort dit bij?
assignment-form-builds-on-other = Iets anders
assignment-form-after-other = Waar hoort het anders bij?
assignment-form-after-hint = Iets wat al gebeurd is: een les, een bezoek, een gesprek.
assignment-form-steps = De stappen
assignment-form-step = Stap { $number }
assignment-form-steps-hint = Korte zinnen, niet meer dan { $words } woorden. Ook wie weinig leest, moet het snappen.
assignment-form-check = Kan iedereen thuis dit?
assignment-form-without-writing = Het kan zonder schrijven, en het kost niets
assignment-form-without-writing-more = Praten is genoeg. Ook voor wie weinig Nederlands spreekt.
assignment-form-minutes = Hoeveel minuten?
assignment-form-minutes-hint = Niet meer dan { $most }.
assignment-form-due = Terug op
assignment-form-for-whom = Voor wie?
assignment-form-everybody = Voor alle { $count } leerlingen. Kies wie het niet krijgt.
assignment-form-save = Meegeven
assignment-form-withdraw-title = Opdracht intrekken
assignment-form-withdraw-hint = Leerling en thuis zien de opdracht daarna niet meer.

## What was handed out

given-title = Opdrachten van de klas
given-lede = Alle opdrachten van dit schooljaar.
given-none = Deze klas kreeg dit schooljaar nog geen opdracht.
given-remind = { $count ->
    [one] Herinner dit gezin
   *[other] Herinner { $count } gezinnen
}
given-one-lede = Meegegeven { $given }, terug { $due }
given-all-back = Alles is terug.
given-not-back = Nog niet terug ({ $count })
given-are-back = Terug ({ $count })
given-text = Dit ging mee naar huis
given-what = Opdracht
given-whom = Voor wie
given-to = { $count } leerlingen
given-on = Meegegeven
given-opened = Bekeken
given-back = Terug
given-do = Actie
given-from =
    { $count ->
        [0] Niemand heeft deze opdracht nog open.
        [one] Eén leerling heeft deze opdracht nog open. Je trekt hem in voor:
       *[other] { $count } leerlingen hebben deze opdracht nog open. Je trekt hem in voor:
    }
given-stays =
    { $count ->
        [one] Eén leerling bracht al iets terug. Dat blijft staan.
       *[other] { $count } leerlingen brachten al iets terug. Dat blijft staan.
    }

## What came back

returned-title = Terug van thuis
returned-count = Terug van thuis ({ $count })
returned-lede = Thuis deed dit. Kies wat je ermee doet.
returned-none = Er ligt nu niets van thuis.
returned-which = Waarvan?
returned-counts = { $back } van { $given } terug
returned-given = meegegeven { $day }
returned-long = ligt al lang
returned-nobody = Kies ten minste één leerling.
returned-used-in = Waar gebruik je dit?
returned-words = Wat doe je ermee?
returned-park = Opzij leggen
returned-park-hint = Doe je er nu niets mee? Schrijf dan hierboven waarom.

## Done

done-opdracht = De opdracht is meegegeven.
done-opdracht-ingetrokken = De opdracht is ingetrokken.
done-gebruikt = Bewaard.
done-opzij = Opzij gelegd.
