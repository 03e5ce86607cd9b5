### What parents and supporters ("u") and students ("je") read at home, in easy Dutch.

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

## After something was done

after-title = Gelukt
after-to-home = Terug naar thuis
after-to-line = Terug naar mijn lijn
