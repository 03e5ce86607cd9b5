### What staff read about a student and who is at home, in plain Dutch (B1), with "je".

## Een leerling

student-left = Niet meer op deze school
student-home = Thuis
student-nobody = Thuis is nog niemand bekend. De schoolbeheerder koppelt ouders.
student-nobody-yet = Je kunt wel een steunfiguur noemen.
student-no-details = Geen telefoonnummer of mailadres
student-failed = { $how } sinds { $day }
student-write = Bericht
student-change = Gegevens aanpassen
student-support = Steunfiguur noemen
student-supporter-waits = Wacht op een ja: beslis bij ‘Steunfiguur noemen’.
student-speaks = Spreekt liever { $language }
student-reads-easy = Leest liever makkelijk Nederlands
student-listens = Luistert liever
student-interpreter = Met een tolk
student-timeline = Wat er gebeurde
student-empty = Nog geen gesprekken en geen pogingen.
