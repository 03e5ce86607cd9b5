### What staff read about the school, in plain Dutch (B1), with "je".

## Mijn klas

school-year = schooljaar { $from }–{ $to }

## De school

school-lede = { $city } · **{ $classes ->
    [one] 1 klas
   *[other] { $classes } klassen
}** · { $students ->
    [one] 1 leerling
   *[other] { $students } leerlingen
}
school-empty = Er zijn dit schooljaar nog geen klassen. De schoolbeheerder leest ze in.
school-classes = Klassen
school-class = Klas
school-mentors = Mentor
school-students = Leerlingen
school-no-mentor = nog geen mentor

## The career lead: classes side by side

school-in-view = In beeld
school-four-weeks = In vier weken
school-messages = Wacht op antwoord
school-unused = Terug, niet gebruikt
school-agreements = Afspraak te laat
school-setbacks = Tegenvaller zonder vervolg
school-compare-note = Elke klas staat naast zichzelf van vier weken geleden. Zo zie je waar iemand hulp kan gebruiken, niet wie het beste is.
school-nothing = niets
school-of = { $seen } van { $all }
school-same = gelijk
school-more = { $more } meer
school-fewer = { $fewer } minder
