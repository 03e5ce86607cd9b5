# The student's line: what a student tells, and who sees it.

refused-entry-student-gone = This student is no longer at this school. Nothing was kept.
