use crate::{
    Asking, Problem, Question,
    questions::{
        person::{People, PersonBrief, named_in, rows_of, to_share_with},
        rows::{card_of, ties_of},
        timeline::{TimelinePage, sources_of, timeline},
    },
};
use domain::{
    holds_personal,
    ids::PersonId,
    line::ShareWith,
    personal::{EachPersonal, HoldsPersonal, Personal},
    policy::{About, DeedType, OpensEnvelopes, Viewer, as_seen, deeds},
    values::PersonName,
    views::Entry,
};
use store::PageReader;

/// A student's line as somebody else sees it now (nl: zo ziet thuis het).
#[derive(Clone, Copy, Debug)]
pub struct AsSeenBy {
    pub student: PersonId,
    /// Through whose eyes; none: the first at home.
    pub seen_by: Option<ShareWith>,
}

/// What somebody else sees of the line, with those whose eyes it can be shown through.
#[derive(Clone, Debug, PartialEq)]
pub struct AsSeenByPage {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    /// Through whose eyes it is shown; none when there is nobody at home to look.
    pub seen_by: Option<ShareWith>,
    pub around: Vec<PersonBrief>,
    pub timeline: TimelinePage,
    pub people: People,
}

holds_personal!(AsSeenByPage { name, around, people });

impl Question for AsSeenBy {
    type Deed = deeds::ReadOwnLine;
    type Answer = AsSeenByPage;
    const SCREEN: &'static str = "line-as-seen";

    fn about(&self) -> About {
        About::Student(self.student)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadOwnLine>, asking: &Asking) -> Result<AsSeenByPage, Problem> {
        let card = card_of(reader, self.student).await?;
        let around = ties_of(reader, asking, self.student).await?;
        let ties = to_share_with(&around);
        let seen_by = self.seen_by.or_else(|| ties.first().copied().map(ShareWith::Person));
        let viewer = match seen_by {
            None => None,
            Some(seen_by) => Some(asking.viewer().through(&around, seen_by).ok_or(Problem::NotFound)?),
        };
        let timeline = match viewer {
            None => TimelinePage { entries: vec![], older: None, classes: vec![], sources: vec![] },
            Some(viewer) => seen_through(reader, asking, self.student, &viewer).await?,
        };
        let mut named = named_in(&timeline.entries);
        named.extend(named_in(&timeline.sources));
        named.extend(&ties);
        named.insert(self.student);
        let rows = rows_of(reader, named).await?;
        let people = People::around(&card, &rows);
        let around = people.briefs(ties);
        let mut page = AsSeenByPage { student: self.student, name: card.name, seen_by, around, timeline, people };
        open(reader, &mut page).await?;
        Ok(page)
    }
}

/// What student and other both see, as the other finds it: what is not the student's to see, such as the school's attempts,
/// is not shown to them by this door either.
async fn seen_through<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    student: PersonId,
    viewer: &Viewer,
) -> Result<TimelinePage, Problem> {
    let own = timeline(reader, asking, student, None).await?;
    let through = |entries: Vec<Entry>| entries.into_iter().filter_map(|entry| as_seen(viewer, entry)).collect::<Vec<_>>();
    let entries = through(own.entries);
    let sources = through(sources_of(reader, asking, &entries).await?);
    Ok(TimelinePage { entries, older: None, classes: own.classes, sources })
}

async fn open<D: OpensEnvelopes>(reader: &mut PageReader<D>, page: &mut AsSeenByPage) -> Result<(), Problem> {
    struct Both<'a>(&'a mut AsSeenByPage);
    impl HoldsPersonal for Both<'_> {
        fn each_personal(&mut self, see: &mut EachPersonal<'_>) {
            self.0.each_personal(see);
            self.0.timeline.each_personal(see);
        }
    }
    Ok(reader.open(&mut Both(page)).await?)
}
