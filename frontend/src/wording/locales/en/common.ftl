### Around and between every page.

brand = Keukentafel
skip = Skip to the content
menu = Menu
menu-waiting = { $count ->
    [one] 1 is waiting
   *[other] { $count } are waiting
}
language = Language
signed-in = Signed in as { $name }
sign-out = Sign out
switch-school = To { $school }
switch-school-role = To { $school } as { $role }
switch-role = Go on as { $role }

past-banner = As it was on { $day }
past-now = Back to now
past-look = Look at a date
past-show = Show

pager = Pages
pager-newer = Later
pager-older = Earlier

timeline = Timeline
timeline-withdrawn = Withdrawn
chart-table = Show as a table
chart-when = Month
filter-none = No name found.

## Days and times

day-today = today
day-yesterday = yesterday
day-before-yesterday = the day before yesterday
day-tomorrow = tomorrow
day-on = on { $day }
day-short = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
day-short-year = { day-short } { $year }
day-weekday = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
} { day-short }
day-full = { day-weekday } { $year }
day-week = in the week of { $day }
day-and-clock = { $day }, { $clock }
month-heading = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
clock = { $hour }:{ $minute }
days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
number = { $number }
list = { $first } and { $last }

nav-my-class = My class
nav-school = School
nav-evolution = Course of the year
nav-my-line = My line
nav-home = Home
past-position = event { $position } of { $head }
