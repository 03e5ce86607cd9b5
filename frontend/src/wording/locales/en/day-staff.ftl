### A page that was asked for another day than the one it shows. Read by staff.

day-note-shows-now = This page always shows how things are now, not how they were on { $day }.
day-note-not-over = { $day } is not over yet. You see how things are now.
day-note-no-day = There is no such date. You see how things are now.
day-note-now = See how things are now
day-asked = You asked how things were on { $day }.
day-missing = This page was not there yet, or the address is wrong.
day-before-school-title = There was nothing yet on that day
day-before-school = The school had not written anything down here by then.
