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

## After something was done

after-title = Gelukt
after-to-home = Terug naar thuis
after-to-line = Terug naar mijn lijn
