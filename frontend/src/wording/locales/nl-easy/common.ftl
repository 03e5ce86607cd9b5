### Around and between every page. Read by staff, students and parents alike: so without "je" and without "u".

brand = Keukentafel
skip = Ga naar de tekst
menu = Menu
menu-waiting = { $count ->
    [one] 1 wacht
   *[other] { $count } wachten
}
language = Taal
signed-in = Ingelogd als { $name }
sign-out = Uitloggen
switch-school = Naar { $school }
switch-school-role = Naar { $school } als { $role }
switch-role = Verder als { $role }

past-banner = Zo was het op { $day }
past-now = Terug naar nu
past-look = Kijk op datum
past-show = Toon

pager = Meer zien
pager-newer = Later
pager-older = Eerder

timeline = Wat er gebeurde
timeline-withdrawn = Dit telt niet meer
chart-table = Laat de getallen zien
chart-when = Maand
filter-none = Geen naam gevonden.

## Days and times

day-today = vandaag
day-yesterday = gisteren
day-before-yesterday = eergisteren
day-tomorrow = morgen
day-on = op { $day }
day-short = { $day } { $month ->
    [1] januari
    [2] februari
    [3] maart
    [4] april
    [5] mei
    [6] juni
    [7] juli
    [8] augustus
    [9] september
    [10] oktober
    [11] november
   *[12] december
}
day-short-year = { day-short } { $year }
day-weekday = { $weekday ->
    [1] maandag
    [2] dinsdag
    [3] woensdag
    [4] donderdag
    [5] vrijdag
    [6] zaterdag
   *[7] zondag
} { day-short }
day-full = { day-weekday } { $year }
day-week = in de week van { $day }
day-and-clock = { $day }, { $clock }
month-heading = { $month ->
    [1] Januari
    [2] Februari
    [3] Maart
    [4] April
    [5] Mei
    [6] Juni
    [7] Juli
    [8] Augustus
    [9] September
    [10] Oktober
    [11] November
   *[12] December
} { $year }
clock = { $hour }.{ $minute } uur
days = { $days ->
    [one] { $days } dag
   *[other] { $days } dagen
}
number = { $number }
list = { $first } en { $last }

nav-my-class = Mijn klas
nav-school = School
nav-evolution = Verloop
nav-my-line = Mijn lijn
nav-home = Thuis
past-position = gebeurtenis { $position } van { $head }
