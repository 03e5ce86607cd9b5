//! People's errands, from sign-in to result, over real HTTP on the real database.

mod a_loop_closes;
mod a_mentor_sees_what_lies;
mod a_round_of_talks;
mod a_stranger_gets_nowhere;
mod a_talk_is_answered_and_taken_back;
mod an_agreement_is_kept;
mod an_assignment_goes_home;
mod auditor_follows_the_year;
mod career_lead_sees_the_school;
mod mentor_and_home_write;
mod mentor_records_contact;
mod parent_reads_home;
mod readers_are_who_the_form_says;
mod student_keeps_a_line;
mod student_reads_own_line;
mod two_parents_who_do_not_speak;
