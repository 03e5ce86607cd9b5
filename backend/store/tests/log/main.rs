//! The event log on a real database: what goes in, what stays, who sees it, and what is found out when it is meddled with.

mod appending;
mod cancelled;
mod head_cache;
mod pool;
mod sealing;
mod second_verifier;
mod tags;
mod tampering;
mod tenancy;
mod versions;
mod views;
