//! What Keukentafel knows and decides. PURE: no clock, no I/O, no SQL, no HTTP; it compiles to wasm.
//!
//! Read it in this order: `grammar` (what a story, a command and a fact are), one story (`contact`), `facts` (everything
//! that can ever have happened), `commands` (everything that can be asked), `policy` (who may do and see what), `views`
//! (what a screen knows).

pub mod actor;
pub mod audit;
pub mod commands;
pub mod facts;
pub mod grammar;
pub mod ids;
pub mod lookup;
pub mod personal;
pub mod policy;
pub mod refusals;
pub mod time;
pub mod values;
pub mod views;

pub mod access_log;
pub mod agreement;
pub mod assignment;
pub mod class;
pub mod contact;
pub mod line;
pub mod message;
pub mod person;
pub mod school;
pub mod support;
pub mod talk;

#[cfg(test)]
pub mod spec;
