//! Shapes of bodies that are written no more.
//!
//! Version 1 of the talks held illness, absence and the interpreter in the clear. They read as erased: what should never have been
//! readable is not shown, and nothing of it comes into a view.

use serde_json::{Value, json};

/// A personal field of this person that nobody can read.
fn erased(of: &Value) -> Value {
    json!({ "of": of, "erased": true })
}

/// Nobody was asked why it changed.
pub(super) fn unreasoned_v1(mut body: Value) -> Value {
    body["reason"] = json!("not_said");
    body
}

pub(super) fn booked_v1(mut body: Value) -> Value {
    let by = body["booking"]["by"].clone();
    body["booking"]["interpreter"] = erased(&by);
    body
}

pub(super) fn held_v1(mut body: Value) -> Value {
    let student = body["student"].clone();
    account(&mut body["account"], &student);
    body
}

pub(super) fn missed_v1(mut body: Value) -> Value {
    let student = body["student"].clone();
    body["why"] = erased(&student);
    body
}

pub(super) fn corrected_v1(mut body: Value) -> Value {
    let student = body["student"].clone();
    match body["outcome"].get("held") {
        Some(_) => account(&mut body["outcome"]["held"], &student),
        None => body["outcome"]["missed"] = erased(&student),
    }
    body
}

fn account(account: &mut Value, student: &Value) {
    let with = account["with"][0].clone();
    account["interpreter"] = erased(&with);
    if account.get("student_absent").is_some() {
        account["student_absent"] = erased(student);
    }
}
