# Who reads something.

readers-nobody = { $reader ->
    [home] Only you read this.
   *[other] Only you read this.
}
readers-one = Only { $who } reads this.
readers-many = { $who } { $count ->
    [one] reads
   *[other] read
} this.
readers-nobody-else = Nobody else does.
readers-later = { $who } { $count ->
    [one] reads
   *[other] read
} this after { $student }.
readers-list-later = { $who }, after { $student }
readers-mentors = { $reader ->
    [own] your mentor
    [home] the mentor
   *[other] the mentors
}
readers-lead = the career lead
readers-admins = the school admin
readers-helper = { $reader ->
    [own] who helps you
   *[other] who helps { $student }
}
readers-parent = { $reader ->
    [own] your parent
   *[other] { $student }’s parent
}
readers-each-student = each student
readers-parents = the parents
readers-helpers = who helps
readers-not-all = Not everybody has a parent who reads along.
