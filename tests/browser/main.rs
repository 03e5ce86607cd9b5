//! A few journeys in a real Chromium: phone and laptop, with and without JavaScript, an empty console, axe without a word.

mod auditor;
mod career_lead;
mod ground;
mod home;
mod mentor;
mod student;
