//! A day that is over beside a later one: what was known then, what was heard later about the same time, what happened since.

use super::{
    evolution::{Evolution, Rows, found, standing},
    figure::{FamilyHome, Figure, Figures},
};
use crate::{Asking, Problem, calendar};
use chrono::NaiveDate;
use domain::{ids::ClassId, policy::deeds, time::SchoolYear};
use store::PageReader;

/// A day that is over, held beside a later one.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The later day; now when there is none.
    pub later: Option<NaiveDate>,
    pub figures: Vec<ComparedFigure>,
}

/// A number on a day that is over, as it was known then and as it was known later. `then + heard + since` is `later`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComparedFigure {
    pub figure: Figure,
    pub then: i64,
    /// What was heard or changed afterwards about the time up to the day.
    pub heard: i64,
    /// What happened after the day.
    pub since: i64,
    pub later: i64,
}

/// What a page of the past holds beside what was known later.
const COMPARED: [Figure; 5] = [Figure::Contacts, Figure::Attempts, Figure::InView, Figure::TalkedTogether, Figure::NotSpokenWith];

impl Evolution {
    /// The page's day beside a later one, or beside now.
    pub(super) async fn compared(
        &self,
        reader: &mut PageReader<deeds::ReadEvolution>,
        asking: &Asking,
        then: &[FamilyHome],
        within: Option<ClassId>,
    ) -> Result<Compared, Problem> {
        let (on, today) = (asking.today, asking.now.today);
        let later = self.beside.filter(|later| on < *later && *later < today);
        let rows = match later {
            Some(later) => Rows::At(reader.position_at(calendar::end_of(later)).await?),
            None => Rows::OfNow,
        };
        let until = later.unwrap_or(today).min(SchoolYear::of(on).last_day());
        let known_later = found(reader, asking, &self.scope, rows).await?;
        Ok(Compared { later, figures: compared(then, &known_later.families, on, until, within) })
    }
}

/// The same day twice, as it was known then and as it was known later, and the later day.
fn compared(
    then: &[FamilyHome],
    later: &[FamilyHome],
    on: NaiveDate,
    until: NaiveDate,
    within: Option<ClassId>,
) -> Vec<ComparedFigure> {
    let count = |families, day| Figures::count(&standing(families, day, within));
    let (known_then, known_later, all) = (count(then, on), count(later, on), count(later, until));
    let line = |figure| {
        let of = |figures: &Figures| figures.of(figure) as i64;
        let (then, same_day, later) = (of(&known_then), of(&known_later), of(&all));
        ComparedFigure { figure, then, heard: same_day - then, since: later - same_day, later }
    };
    COMPARED.map(line).to_vec()
}

#[cfg(test)]
mod specs {
    use super::{
        super::figure::specs::{DAY, call, family, message, november},
        *,
    };

    #[test]
    fn what_was_known_then_what_was_heard_later_and_what_happened_since_add_up() {
        let mut corrected = call(november(5));
        corrected.withdrawn = true;
        let then = [family(vec![call(november(5))]), family(vec![])];
        let later = [family(vec![corrected, message(november(6)), call(DAY)]), family(vec![call(november(8))])];
        let lines = compared(&then, &later, november(10), DAY, None);
        for line in &lines {
            assert_eq!(line.then + line.heard + line.since, line.later, "{line:?}");
        }
        let of =
            |figure| lines.iter().find(|line| line.figure == figure).map(|line| (line.then, line.heard, line.since, line.later));
        assert_eq!(of(Figure::Contacts), Some((1, 0, 1, 2)), "one was taken back, one was heard later");
        assert_eq!(of(Figure::Attempts), Some((0, 1, 0, 1)));
        assert_eq!(of(Figure::InView), Some((1, 0, 1, 2)));
    }
}
