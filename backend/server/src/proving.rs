//! Folds the rows of every school again and compares them, once after the program is ready and then each night. Rights are read
//! from those rows. A page that meets a wrong one refuses it; this finds the others.

use crate::alarms::Alarms;
use app::{App, calendar};
use chrono::{DateTime, Days, NaiveTime, Utc};
use domain::ids::SchoolId;
use std::{collections::HashMap, time::Duration};
use store::{ProvedRows, SchoolEntry};

/// When nobody is at school, by the clock in Amsterdam.
const NIGHT: NaiveTime = NaiveTime::from_hms_opt(3, 30, 0).unwrap();

/// Never ends. Several nodes may all do this.
pub async fn prove_rows(app: App, alarms: &Alarms, begin_after: Duration) {
    let mut proved: HashMap<SchoolId, ProvedRows> = HashMap::new();
    tokio::time::sleep(begin_after).await;
    loop {
        match app.store().schools().await {
            Ok(schools) => {
                for school in schools {
                    prove(&app, alarms, &school, proved.entry(school.id).or_default()).await;
                }
            }
            Err(error) => tracing::error!(alarm = "rows-not-proved", %error, "the schools cannot be seen"),
        }
        tokio::time::sleep(until_night(Utc::now())).await;
    }
}

/// What is wrong with one school keeps no other waiting.
async fn prove(app: &App, alarms: &Alarms, school: &SchoolEntry, proved: &mut ProvedRows) {
    let slug = school.slug.as_str();
    match app.store().prove_rows(school.id, proved).await {
        Ok(wrong) if wrong.is_empty() => {
            tracing::info!(school = slug, "every row of a view is what the log says");
            alarms.clear(slug);
        }
        Ok(wrong) => {
            for what in &wrong {
                tracing::error!(alarm = "rows-wrong", school = slug, what, "see keukentafel verify");
            }
            // The answer to a monitor is for everybody, so it says how many and not which.
            alarms.raise(slug, format!("{} stored rows are not what the log says", wrong.len()));
        }
        Err(error) => {
            tracing::error!(alarm = "rows-not-proved", school = slug, %error, "stored rows cannot be compared with the log");
            alarms.raise(slug, "stored rows cannot be compared with the log".into());
        }
    }
}

fn until_night(now: DateTime<Utc>) -> Duration {
    let today = calendar::now_at(now).today;
    let nights = [today, today + Days::new(1)].map(|day| calendar::instant(day, NIGHT));
    let next = nights.into_iter().find(|night| *night > now);
    next.and_then(|night| (night - now).to_std().ok()).unwrap_or(Duration::from_secs(24 * 3600))
}

#[cfg(test)]
mod specs {
    use super::*;

    #[test]
    fn the_next_night_is_always_ahead_and_never_further_than_a_day_and_an_hour() {
        let at = |text: &str| until_night(text.parse().unwrap());
        assert_eq!(at("2026-01-10T02:29:00Z"), Duration::from_secs(60));
        assert_eq!(at("2026-01-10T02:30:00Z"), Duration::from_secs(24 * 3600));
        // In summer the clock in Amsterdam is two hours ahead; in this night it changes back.
        assert_eq!(at("2026-10-24T01:30:00Z"), Duration::from_secs(25 * 3600));
    }
}
