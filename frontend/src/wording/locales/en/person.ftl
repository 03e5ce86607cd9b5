### The words for people, how to reach them and what they wish. Read by staff, students and parents alike: without "je" and
### "u", but where a sentence speaks to one of them.

erased = (erased)
somebody = someone
whom-student = student
whom-staff = member of staff
whom-former = former contact
whom-of = { $child }’s { $whom }
yours = your { $whom }

relation-mother = mother
relation-father = father
relation-guardian = guardian
relation-foster-parent = foster parent
relation-step-parent = step-parent
relation-parent = parent

kinship-sister = sister
kinship-brother = brother
kinship-uncle = uncle
kinship-aunt = aunt
kinship-grandmother = grandmother
kinship-grandfather = grandfather
kinship-neighbour = neighbour
kinship-coach = coach
kinship-other = someone else

authority-full = parental authority
authority-on-request = no authority, information on request only
authority-none = no authority, no information

channel-phone = telephone
channel-email = mail
failure-wrong = is wrong
failure-bounced = does not arrive
failure-opted-out = does not want this

language-dutch = Dutch
language-turkish = Turkish
language-arabic = Arabic
language-english = English
language-polish = Polish
language-ukrainian = Ukrainian
language-other = another language

reading-standard = plain Dutch
reading-easy = easy Dutch
reading-listen = listening

role-student = student
role-parent = parent
role-supporter = supporter
role-mentor = mentor
role-career-lead = career lead
role-school-admin = school admin
role-auditor = auditor

## What happened, for parents, supporters and the student

entry-came = { $student } came to this school
entry-came-in-class = { $student } came into class { $class }
entry-you-came = You came to this school
entry-you-came-in-class = You came into class { $class }

## Forms

invalid-birth-date-shape = This birth date is not right. Write for example 14-03-2011.
invalid-email-shape = This mail address is not right. Write for example name@parents.example.
invalid-name-missing = Fill in a name.
invalid-name-not-a-name = This name has characters that do not belong in a name.
invalid-name-too-long = This name is too long. There is room for 80 characters.
invalid-phone-shape = This telephone number is not right. Write for example 06 0000 0012.
invalid-student-number-missing = Fill in the student number.
invalid-student-number-shape = This student number is not right. Use letters and digits only, at most 20.

refused-staff-not-there = This member of staff is not there.
refused-staff-no-name = Give the name of the member of staff.
refused-staff-not-a-staff-role = This role is not for staff.
refused-staff-own-role = Nobody gives themselves a role. Ask another school admin.
refused-staff-own-admin-role = A school admin cannot remove themselves. Ask another school admin.

refused-student-not-there = This student is not there.
refused-student-already-enrolled = This student has been enrolled already.
refused-student-has-left = This student has left. Enrol them again first.
refused-student-no-such-class = This class is not there. Choose another class.
refused-student-in-future = This day has not come yet. Choose today or an earlier day.
refused-student-nothing-to-correct = Say what is otherwise: the name, the number or the birth date.

refused-parent-student-gone = This student is no longer at this school.
refused-parent-not-linked = This parent is not linked to this student.
refused-parent-no-reason = Write in a few words why the authority changes.
refused-parent-not-there = This parent is not there.
refused-parent-no-name = Give the name of the parent.

refused-supporter-student-gone = This student is no longer at this school.
refused-supporter-not-named = This person is not a supporter of this student.
refused-supporter-nothing-to-correct = Say what is otherwise: the name, or who it is to the student.
refused-supporter-turned-away = School or a parent said no to this person. Only school can change that.
refused-supporter-number-known = This number or mail address is someone else’s too. Look again and then decide.
refused-supporter-named-by-student = The student chose this person. Only the student or the school can end it.

refused-details-nobody-there = This person is not there.
refused-details-nothing-there = This number or mail address is no longer there.

## Who helps

supporter-title = Who helps { $student }?
supporter-lede = An adult who helps with choosing, such as an uncle, a sister or a coach.
supporter-now = Who helps now
supporter-name = Name
supporter-kinship = Who is this?
supporter-phone = Phone number
supporter-phone-hint = So that school can get in touch.
supporter-save = Save
supporter-stop = No longer helps
supporter-stop-sure = Yes, { $name } no longer helps
supporter-waiting = Who waits for a yes
supporter-refused = Who may not take part
supporter-nobody = Nobody has been named.
supporter-admit = { $name } may take part
supporter-admit-known = Let them take part after all
supporter-refuse = May not take part
supporter-alike = This number or mail address is also that of { $people }. They have no say over this student, or somebody said no to them. It may be the same person. Only school decides about this: do not tell anyone at home whose number it is.
supporter-own-waits = Your mentor or your parent decides whether this person may take part. Until then they see nothing of you.
supporter-school-decides = Somebody said no. Only school can change that.
admissions-title = Who may help
admissions-lede = For these students a supporter was named who waits for a yes. The mentor or a parent mostly decides. You can too.
admissions-empty = Nobody waits for a yes.
admissions-back = The school

## How to reach somebody, and what they wish

details-title = Details of { $name }
details-to-student = The student
details-value = { $channel ->
    [email] Mail address
   *[phone] Phone number
}
details-failed = { $failure }, since { $since }
details-save = Save
details-remove = Remove
details-off = Does this not work?
details-wishes = Language and reading

wishes-language = Which language to speak?
wishes-reading = How to read?
wishes-interpreter = Interpreter
wishes-interpreter-yes = An interpreter at talks, please

## What was just done

done-gegevens = Saved.
done-gegeven-weg = It has been removed.
done-gegeven-fout = Noted: this does not work.
done-wensen = The wishes have been saved.
done-steun = Named. This person waits until you or a parent decides.
done-steun-weg = This person no longer helps.
done-steun-ja = This person may take part.
done-steun-nee = This person may not take part.
