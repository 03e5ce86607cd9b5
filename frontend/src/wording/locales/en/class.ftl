### Why something about a class is refused.

## Forms

refused-class-not-there = This class is not there.
refused-class-no-name = Fill in the name of the class.
refused-class-name-too-long = This name is too long.
refused-class-no-such-year = Choose year 1, 2, 3 or 4.
refused-class-not-a-mentor = This member of staff is not a mentor at this school.
refused-class-not-empty = There are or were students in this class. You can correct its name.
