use crate::{Asking, Problem};
use chrono::NaiveDate;
use domain::{
    holds_personal,
    ids::Tag,
    line::CareerQuestion,
    policy::DeedType,
    views::{Entry, EntryContent, LineRow, OwnKind, Timeline, What},
};
use std::collections::{BTreeMap, BTreeSet};
use store::PageReader;

/// One of the five questions, with what answers it so far this school year.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswersTo {
    pub question: CareerQuestion,
    pub count: usize,
    /// The last thing that helped to answer it.
    pub last: Option<Entry>,
}

holds_personal!(AnswersTo { last });

/// The five questions and the planned steps of a line, with their entries read at once.
pub(super) async fn answers<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    line: &LineRow,
) -> Result<(Vec<AnswersTo>, Vec<Entry>), Problem> {
    let last = |question| line.answers(question, asking.today).max_by_key(|thing| thing.on).map(|thing| Tag::entry(thing.entry));
    let steps: BTreeSet<Tag> = line.open(What::Step).map(|thing| Tag::entry(thing.entry)).collect();
    let keys: BTreeSet<Tag> = CareerQuestion::ALL.into_iter().filter_map(last).chain(steps.iter().copied()).collect();
    let found = reader.rows::<Timeline>(&keys.into_iter().collect::<Vec<_>>()).await?;
    let found: BTreeMap<Tag, Entry> = found.into_iter().map(|entry| (entry.key, entry)).collect();
    let questions = CareerQuestion::ALL.into_iter().map(|question| AnswersTo {
        question,
        count: line.answers(question, asking.today).count(),
        last: last(question).and_then(|key| found.get(&key).cloned()),
    });
    let questions = questions.collect();
    let mut steps: Vec<Entry> = steps.iter().filter_map(|key| found.get(key).cloned()).collect();
    steps.sort_by_key(|step| (due(step).is_none(), due(step), step.pos));
    Ok((questions, steps))
}

fn due(step: &Entry) -> Option<NaiveDate> {
    match &step.told {
        EntryContent::Own(own) => match own.kind {
            OwnKind::Step { by } => by,
            _ => None,
        },
        _ => None,
    }
}
