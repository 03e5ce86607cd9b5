//! Keukentafel: one binary with everything in it. `keukentafel --help` teaches the rest.

mod alarms;
mod cli;
mod config;
mod output;
mod platform;
mod progress;
mod proving;
mod serve;
mod telemetry;
mod web;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Pages are many small strings: a class list costs a tenth less than with the C library's.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Helps vmbo schools and homes talk about a child's future, and keeps what happened.
///
/// Without DATABASE_URL a private PostgreSQL is started in the data folder, so one command is enough:
///
///   keukentafel demo                 three fictional schools, sign in with one tap
///   keukentafel school add …         your own school, then: import roster, login-link, serve
///
/// What is wrong is put right by: student, parent, supporter, staff, class, person. They take and print ids and student numbers,
/// never names; nothing is overwritten, so the page of an earlier day shows what was known then.
///
/// Exit codes: 0 done · 1 could not be done, the message says why · 2 the command line is wrong ·
/// 3 verify found something that is not what was written · 4 an import left rows out, or rebuild found rows that were wrong.
#[derive(Debug, Parser)]
#[command(version, about, long_about, verbatim_doc_comment)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Serve the schools in the data folder or database
    Serve(serve::Serve),
    /// Three fictional schools with a year of history, and sign-in with one tap
    Demo(cli::demo::Demo),
    /// Bring the databases to this version (DATABASE_URL set-ups; a private PostgreSQL does it by itself)
    Migrate(cli::migrate::Migrate),
    /// Add a school, or somebody who works there
    #[command(subcommand)]
    School(cli::school::SchoolTask),
    /// Show, enrol, correct and move a student; write down that they left or are back
    #[command(subcommand)]
    Student(cli::student::StudentTask),
    /// Link, unlink and correct parents, and change their authority
    #[command(subcommand)]
    Parent(cli::parent::ParentTask),
    /// Correct a supporter, or end the support
    #[command(subcommand)]
    Supporter(cli::supporter::SupporterTask),
    /// List staff, give and end roles, correct names
    #[command(subcommand)]
    Staff(cli::staff::StaffTask),
    /// List, open, correct and withdraw classes; assign and relieve mentors
    #[command(subcommand)]
    Class(cli::class::ClassTask),
    /// Change how somebody can be reached
    #[command(subcommand)]
    Person(cli::person::PersonTask),
    /// Read a file into a school
    #[command(subcommand)]
    Import(cli::import::Import),
    /// Make a link that signs somebody in once, within ten minutes
    LoginLink(cli::login_link::LoginLink),
    /// Read all that is kept of the schools and prove that it is what was written
    Verify(cli::verify::Verify),
    /// Write what the chains cover, for somebody who checks it outside
    #[command(subcommand)]
    Export(cli::export::Export),
    /// Build the views again from the logs
    Rebuild(cli::rebuild::RebuildViews),
}

/// What a task answers to the shell.
pub enum TaskOutcome {
    Done,
    /// Verify found something that is not what was written.
    Changed,
    /// An import left rows out.
    RowsLeftOut,
    /// A rebuild found rows that were wrong.
    RowsWrong,
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    telemetry::start();
    let outcome = match cli.task {
        Task::Serve(task) => task.run().await,
        Task::Demo(task) => task.run().await,
        Task::Migrate(task) => task.run().await,
        Task::School(task) => task.run().await,
        Task::Student(task) => task.run().await,
        Task::Parent(task) => task.run().await,
        Task::Supporter(task) => task.run().await,
        Task::Staff(task) => task.run().await,
        Task::Class(task) => task.run().await,
        Task::Person(task) => task.run().await,
        Task::Import(task) => task.run().await,
        Task::LoginLink(task) => task.run().await,
        Task::Verify(task) => task.run().await,
        Task::Export(task) => task.run().await,
        Task::Rebuild(task) => task.run().await,
    };
    match outcome {
        Ok(TaskOutcome::Done) => ExitCode::SUCCESS,
        Ok(TaskOutcome::Changed) => ExitCode::from(3),
        Ok(TaskOutcome::RowsLeftOut | TaskOutcome::RowsWrong) => ExitCode::from(4),
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
