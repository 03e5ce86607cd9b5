//! The roles of the databases, each with no more than its work needs. What each may do stands in `WHAT-EACH-ROLE-CAN-DO.txt`.
//!
//! They log in by themselves: none may act as another, so an account that was stolen stays what it is. The runtime role sees a school
//! only with a ticket for it, and no role that gives tickets may read a table of a school. So it takes two.

/// Owns the tables and migrates them. No program runs as it otherwise.
pub const OWNER: &str = "kt_owner";
/// The runtime role: pages and commands of a school for which it was given a ticket.
pub const APP: &str = "kt_app";
/// Sessions and links, of whoever brings the secret; gives the ticket of a session.
pub const SIGN_IN: &str = "kt_sign_in";
/// The daily jobs: gives tickets for every school.
pub const JOBS: &str = "kt_jobs";
/// The command line: opens schools, makes links, gives tickets for every school.
pub const OPERATOR: &str = "kt_operator";
/// Destroys keys.
pub const ERASURE: &str = "kt_erasure";
/// Retention: removes sealed fields whose time is over.
pub const PRUNE: &str = "kt_prune";
/// Reads everything, for a backup. Row-level security would leave out every school, so it passes it; it writes nothing.
pub const DUMP: &str = "kt_dump";
