### Why something about a school is refused.

## Forms

refused-school-not-open = This school is not there yet.
refused-school-no-name = Fill in the name of the school.
refused-school-name-too-long = This name is too long.
refused-school-too-many-hours = Choose between 0 and 72 hours.
refused-school-slug-shape = The short name is made of small letters, digits and hyphens.
refused-school-slug-taken = Another school has this short name already. Choose another.
