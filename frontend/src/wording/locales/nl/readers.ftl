# Wie iets leest.

readers-nobody = { $reader ->
    [home] Alleen u leest dit.
   *[other] Alleen jij leest dit.
}
readers-one = Alleen { $who } leest dit.
readers-many = { $who } { $count ->
    [one] leest
   *[other] lezen
} dit.
readers-nobody-else = Verder niemand.
readers-later = { $who } { $count ->
    [one] leest
   *[other] lezen
} dit pas na { $student }.
readers-list-later = { $who }, na { $student }
readers-mentors = { $reader ->
    [own] je mentor
    [home] de mentor
   *[other] de mentoren
}
readers-lead = de decaan
readers-admins = de schoolbeheerder
readers-helper = { $reader ->
    [own] wie jou helpt
   *[other] wie { $student } helpt
}
readers-parent = { $reader ->
    [own] je ouder
   *[other] de ouder van { $student }
}
readers-each-student = elke leerling
readers-parents = de ouders
readers-helpers = wie helpt
readers-not-all = Niet bij iedereen leest een ouder mee.
