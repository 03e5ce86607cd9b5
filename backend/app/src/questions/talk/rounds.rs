use crate::{
    Asking, Problem, Question,
    questions::{
        person::{People, PersonBrief, at_home, rows_of},
        rows::cards_in,
    },
};
use domain::{
    holds_personal,
    ids::{ClassId, PersonId, RoundId, Tag},
    personal::Personal,
    policy::{About, DeedType, deeds},
    talk::{invitees, is_left_out},
    values::PersonName,
    views::{ClassRow, ClassRows, PersonRow, RoundRow, RoundRows, StudentCard, TalkRow, TalkRows},
};
use store::{Ahead, PageReader};

/// Rounds of one class that a page shows at most; a class lives one school year.
const MOST_ROUNDS: usize = 12;
/// What `rounds_of` will read.
pub(in crate::questions) fn rounds_ahead(ahead: Ahead, class: ClassId) -> Ahead {
    ahead.page::<RoundRows>(Tag::class(class), None, MOST_ROUNDS)
}

/// A class's rounds, the oldest first.
pub(in crate::questions) async fn rounds_of<D: DeedType>(
    reader: &mut PageReader<D>,
    asking: &Asking,
    class: ClassId,
) -> Result<Vec<RoundRow>, Problem> {
    let mut rounds = reader.page::<RoundRows>(Tag::class(class), None, MOST_ROUNDS).await?;
    if asking.today < asking.now.today {
        // In the past a list knows which rounds there were, and each round's own tag how it stood.
        let keys: Vec<Tag> = rounds.iter().map(|row| Tag::round(row.round)).collect();
        rounds = reader.rows::<RoundRows>(&keys).await?;
    }
    rounds.sort_by_key(|row| (row.times.first_day(), row.pos));
    Ok(rounds)
}

/// The rounds of a class, and whom a new one would invite (nl: gespreksrondes).
#[derive(Clone, Copy, Debug)]
pub struct ClassRounds {
    pub class: ClassId,
    /// The round that the page is about; none: the list, with the form for a new one.
    pub round: Option<RoundId>,
}

/// The rounds of a class, with its families.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundsPage {
    pub class: ClassRow,
    pub rounds: Vec<RoundRow>,
    /// Families with several children here come first, then by name.
    pub families: Vec<Invitable>,
    /// The talks of the round that the page is about.
    pub talks: Vec<TalkRow>,
}

holds_personal!(RoundsPage { families, talks });

/// A student and who of their home would be, or is, invited.
#[derive(Clone, Debug, PartialEq)]
pub struct Invitable {
    pub student: PersonId,
    pub name: Personal<PersonName>,
    pub invitees: Vec<PersonBrief>,
    /// An adult who named nobody: rounds are without them.
    pub left_out: bool,
    /// Has this home other children at the school? They talk first, and one after another.
    pub siblings: bool,
}

holds_personal!(Invitable { name, invitees });

impl RoundsPage {
    /// This round, if it is one of the class.
    pub fn round(&self, round: RoundId) -> Option<&RoundRow> {
        self.rounds.iter().find(|row| row.round == round)
    }
    /// This student with their home, if they are in the class.
    pub fn family(&self, student: PersonId) -> Option<&Invitable> {
        self.families.iter().find(|family| family.student == student)
    }
}

impl Question for ClassRounds {
    type Deed = deeds::ReadRound;
    type Answer = RoundsPage;
    const SCREEN: &'static str = "rounds";

    fn about(&self) -> About {
        About::Class(self.class)
    }

    async fn find(self, reader: &mut PageReader<deeds::ReadRound>, asking: &Asking) -> Result<RoundsPage, Problem> {
        let class = reader.row::<ClassRows>(Tag::class(self.class)).await?.ok_or(Problem::NotFound)?;
        let rounds = rounds_of(reader, asking, self.class).await?;
        let talks = match self.round {
            None => vec![],
            Some(id) => {
                let round = rounds.iter().find(|row| row.round == id).ok_or(Problem::NotFound)?;
                let keys: Vec<Tag> = round.talks.iter().map(|talk| Tag::talk(talk.talk)).collect();
                reader.rows::<TalkRows>(&keys).await?
            }
        };
        let cards = cards_in(reader, asking, &class).await?;
        let home = rows_of(reader, cards.iter().flat_map(at_home)).await?;
        let families = cards.iter().map(|card| family(card, &home)).collect();
        let mut page = RoundsPage { class, rounds, families, talks };
        reader.open(&mut page).await?;
        page.families.sort_by_cached_key(|family| (!family.siblings, family.name.value().map(PersonName::sort_key)));
        Ok(page)
    }
}

fn family(card: &StudentCard, home: &[PersonRow]) -> Invitable {
    let invited = invitees(card);
    let siblings = home.iter().any(|row| invited.contains(&row.person) && row.children.len() > 1);
    let (invitees, left_out) = (People::around(card, home).briefs(invited), is_left_out(card));
    Invitable { student: card.student, name: card.name.clone(), invitees, left_out, siblings }
}
