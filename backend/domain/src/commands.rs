//! Everything that can be asked, in one list. A command's stored name is for ever; its Rust name is free.

/// The name by which a repeat of a command is recognised. Given in this list, so that no command is without one.
pub trait NamedCommand {
    /// The stored name, for ever.
    const NAME: &'static str;
}

macro_rules! commands {
    ($( $($module:ident)::+ { $( $command:ident = $stored:literal, )+ } )+) => {
        $( use crate::$($module)::+::{$( $command ),+}; )+

        $($( impl NamedCommand for $command { const NAME: &'static str = $stored; } )+)+

        /// Every stored name.
        pub const NAMES: &[&str] = &[$($( $stored ),+),+];
    };
}

commands! {
    access_log {
        PruneAccessLog = "prune_access_log",
        SealAccessLog = "seal_access_log",
    }
    school {
        ChangeSettings = "change_settings",
        OpenSchool = "open_school",
    }
    class {
        AssignMentor = "assign_mentor",
        CorrectClass = "correct_class",
        OpenClass = "open_class",
        RelieveMentor = "relieve_mentor",
        WithdrawClass = "withdraw_class",
    }
    person::staff {
        AppointStaff = "appoint_staff",
        CorrectStaffName = "correct_staff_name",
        EndRole = "end_role",
    }
    person::student {
        CorrectStudentDetails = "correct_student_details",
        EnrolStudent = "enrol_student",
        MoveStudent = "move_student",
        OpenEntries = "open_entries",
        RecordLeft = "record_left",
        ReturnStudent = "return_student",
        StateAge = "state_age",
    }
    person::parent {
        ChangeAuthority = "change_authority",
        CorrectParentName = "correct_parent_name",
        CorrectRelation = "correct_relation",
        EndLink = "end_link",
        LinkParent = "link_parent",
    }
    person::supporter {
        ConfirmSupporter = "confirm_supporter",
        CorrectSupporter = "correct_supporter",
        EndSupport = "end_support",
        NameSupporter = "name_supporter",
        RefuseSupporter = "refuse_supporter",
    }
    person::details {
        ChangeDetails = "change_details",
        RemoveDetails = "remove_details",
        ReportFailed = "report_failed",
        SetWishes = "set_wishes",
    }
    contact {
        CorrectContact = "correct_contact",
        RecordAttempt = "record_attempt",
        RecordContact = "record_contact",
        RecordEvening = "record_evening",
        WithdrawContact = "withdraw_contact",
    }
    message {
        AnswerMessage = "answer_message",
        OpenMessage = "open_message",
        SendMessage = "send_message",
        SendToClass = "send_to_class",
        WriteToSchool = "write_to_school",
        WithdrawMessage = "withdraw_message",
    }
    talk {
        BookTime = "book_time",
        AnswerOtherwise = "answer_otherwise",
        ComeApart = "come_apart",
        CancelTime = "cancel_time",
        AddTimes = "add_times",
        CloseRound = "close_round",
        RecordTalks = "record_talks",
        CorrectTalk = "correct_talk",
        WithdrawTalk = "withdraw_talk",
        MarkInvited = "mark_invited",
        OpenInvitation = "open_invitation",
        OpenRound = "open_round",
        InviteLate = "invite_late",
        Greet = "greet",
        GiveVoice = "give_voice",
    }
    assignment {
        BringBack = "bring_back",
        GiveAssignment = "give_assignment",
        OpenAssignment = "open_assignment",
        ParkAssignment = "park_assignment",
        UseAssignment = "use_assignment",
        WithdrawAssignment = "withdraw_assignment",
    }
    agreement {
        AdjustAgreement = "adjust_agreement",
        ConfirmAgreement = "confirm_agreement",
        DeclineAgreement = "decline_agreement",
        CancelAgreement = "cancel_agreement",
        DoPart = "do_part",
        LapseAgreement = "lapse_agreement",
        MakeAgreement = "make_agreement",
    }
    line {
        AddToLine = "add_to_line",
        CorrectEntry = "correct_entry",
        EndStep = "end_step",
        NameQuality = "name_quality",
        NoteSetback = "note_setback",
        ReviseChoice = "revise_choice",
        ShareEntry = "share_entry",
        TurnSetback = "turn_setback",
        CloseSetback = "close_setback",
        WithdrawEntry = "withdraw_entry",
    }
    support {
        ExamineSupport = "examine_support",
        AnswerHelp = "answer_help",
        NameLevel = "name_level",
    }
}
