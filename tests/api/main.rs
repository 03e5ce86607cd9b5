//! What machines ask: health, and the command line's promises.

mod checks;
mod command_line;
mod custody;
mod health;
mod limits;
mod office;
mod outage;
mod own_server;
mod rights;
