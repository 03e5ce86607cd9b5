### Why something about a class is refused.

## Forms

refused-class-not-there = Deze klas is er niet.
refused-class-no-name = Vul de naam van de klas in.
refused-class-name-too-long = Deze naam is te lang.
refused-class-no-such-year = Kies leerjaar 1, 2, 3 of 4.
refused-class-not-a-mentor = Deze medewerker is geen mentor op deze school.
refused-class-not-empty = In deze klas zitten of zaten leerlingen.
