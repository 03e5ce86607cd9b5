### What staff read about a student and who is at home, in plain Dutch (B1), with "je".

## A student

student-left = No longer at this school
student-home = Home
student-nobody = Nobody at home is known yet. The school admin links parents.
student-nobody-yet = You can name a supporter.
student-no-details = No telephone number or mail address
student-failed = { $how } since { $day }
student-write = Message
student-change = Change details
student-support = Name a supporter
student-supporter-waits = Waits for a yes: decide under ‘Name a supporter’.
student-speaks = Prefers to speak { $language }
student-reads-easy = Prefers to read easy Dutch
student-listens = Prefers to listen
student-interpreter = With an interpreter
student-timeline = What happened
student-empty = No talks and no attempts yet.
