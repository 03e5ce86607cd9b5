### A page that was asked for another day than the one it shows. Read by staff.

day-note-shows-now = Deze pagina laat altijd zien hoe het nu is, niet hoe het was op { $day }.
day-note-not-over = { $day } is nog niet voorbij. Je ziet hoe het nu is.
day-note-no-day = Deze datum ken ik niet. Je ziet hoe het nu is.
day-note-now = Bekijk hoe het nu is
day-asked = Je vroeg hoe het was op { $day }.
day-missing = Toen was deze pagina er nog niet, of het adres klopt niet.
day-before-school-title = Op die dag was er nog niets
day-before-school = Toen had de school hier nog niets opgeschreven.
