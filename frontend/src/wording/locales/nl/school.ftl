### Why something about a school is refused.

## Forms

refused-school-not-open = Deze school is er nog niet.
refused-school-no-name = Vul de naam van de school in.
refused-school-name-too-long = Deze naam is te lang.
refused-school-too-many-hours = Kies tussen 0 en 72 uur.
refused-school-slug-shape = De korte naam bestaat uit kleine letters, cijfers en streepjes.
refused-school-slug-taken = Een andere school heeft deze korte naam al. Kies een andere.
