//! What people in the demo's year write down: a sentence or two, as a mentor would, about school and work and nothing else.
//! This is content, not wording of the product: it is typed by fictional people.

use super::chance::Chance;
use domain::{
    contact::{Reason, Topic},
    values::Words,
};

/// What a student is drawn to, through the whole year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interest {
    /// "bakker"
    work: &'static str,
    /// "een bakkerij"
    place: &'static str,
    /// "de bakkersschool"
    study: &'static str,
}

pub const INTERESTS: [Interest; 16] = [
    Interest { work: "bakker", place: "een bakkerij", study: "de bakkersschool" },
    Interest { work: "kok", place: "een restaurant", study: "de opleiding horeca" },
    Interest { work: "automonteur", place: "een garage", study: "de opleiding autotechniek" },
    Interest { work: "verpleegkundige", place: "een ziekenhuis", study: "de opleiding verpleging" },
    Interest { work: "pedagogisch medewerker", place: "een kinderopvang", study: "de opleiding kinderopvang" },
    Interest { work: "kapper", place: "een kapsalon", study: "de kappersopleiding" },
    Interest { work: "timmerman", place: "een bouwbedrijf", study: "de opleiding bouw" },
    Interest { work: "elektricien", place: "een installatiebedrijf", study: "de opleiding elektrotechniek" },
    Interest { work: "hovenier", place: "een kwekerij", study: "de opleiding groen" },
    Interest { work: "dierenverzorger", place: "een kinderboerderij", study: "de opleiding dierverzorging" },
    Interest { work: "systeembeheerder", place: "een ICT-bedrijf", study: "de opleiding ICT" },
    Interest { work: "vormgever", place: "een drukkerij", study: "de opleiding mediavormgeving" },
    Interest { work: "verkoper", place: "een winkel in het centrum", study: "de opleiding verkoop" },
    Interest { work: "chauffeur", place: "een transportbedrijf", study: "de opleiding logistiek" },
    Interest { work: "sportinstructeur", place: "een sportschool", study: "de opleiding sport en bewegen" },
    Interest { work: "beveiliger", place: "een evenementenhal", study: "de opleiding veiligheid" },
];

/// Whom the words are about.
pub struct TextSubject<'a> {
    pub first_name: &'a str,
    pub interest: Interest,
}

/// A sentence about a contact: about what was talked about, or about why.
pub fn of_contact(subject: &TextSubject<'_>, reason: Reason, topic: Topic, chance: &mut Chance) -> Option<Words> {
    let by_topic = match topic {
        Topic::Future => FUTURE,
        Topic::Motives => MOTIVES,
        Topic::Qualities => QUALITIES,
        Topic::Exploring => EXPLORING,
        Topic::NextStep => NEXT_STEP,
        Topic::Helpers => HELPERS,
        Topic::School => AT_SCHOOL,
    };
    let sentences = match reason {
        Reason::Concern => CONCERN,
        Reason::Positive if chance.percent(50) => POSITIVE,
        Reason::Introduction if chance.percent(40) => INTRODUCTION,
        Reason::Positive | Reason::Introduction => by_topic,
    };
    say(&fill_in(chance.pick(sentences), subject))
}

pub fn fill_in(sentence: &str, subject: &TextSubject<'_>) -> String {
    let Interest { work, place, study } = subject.interest;
    sentence.replace("{naam}", subject.first_name).replace("{werk}", work).replace("{plek}", place).replace("{studie}", study)
}

/// A text that fits, as words; the specs try them all.
pub fn say(text: &str) -> Option<Words> {
    Words::parse(text).ok().flatten()
}

const INTRODUCTION: &[&str] = &[
    "We maakten kennis. {naam} vertelde wat leuk is op school en wat lastig is.",
    "Eerste gesprek. Thuis mag ik altijd bellen, het liefst na vijf uur.",
    "Kennisgemaakt. Thuis praten ze aan tafel over school, vooral in het weekend.",
    "Goed om elkaar te zien. We spraken af dat ik ook bel als het goed gaat.",
    "We maakten kennis en keken samen in het plan voor dit jaar.",
    "Eerste gesprek. Thuis willen ze graag weten welke richtingen er zijn.",
];

const FUTURE: &[&str] = &[
    "{naam} denkt aan {werk}. Thuis vinden ze dat een goed idee.",
    "We spraken over later. {naam} weet het nog niet en dat geeft niets.",
    "Thuis hopen ze op een vak met veel werk. {naam} noemt {werk}.",
    "{naam} twijfelt tussen {werk} en iets heel anders. We laten het nog open.",
    "We spraken over werken met mensen of met je handen. {naam} kiest voor {werk}.",
    "Thuis vertelden ze over hun eigen werk. Dat wist {naam} nog niet.",
    "Wat maakt werk leuk? {naam} wil vooral bezig zijn en niet stilzitten.",
    "We praatten over het mbo en hoe lang een opleiding duurt.",
];

const MOTIVES: &[&str] = &[
    "{naam} wil graag iets doen waar andere mensen blij van worden.",
    "Thuis zien ze dat {naam} uren bezig kan zijn met één ding.",
    "{naam} vindt samenwerken leuker dan alleen werken.",
    "We keken wat {naam} in de vakantie deed. Daar zit veel plezier in.",
    "{naam} wil later buiten werken. Thuis verbaast dat niemand.",
    "Wat wil je écht? {naam} noemt rust, geld verdienen en een leuke baas.",
    "{naam} wordt blij van dingen maken. Thuis staat de kast vol.",
];

const QUALITIES: &[&str] = &[
    "Thuis noemen ze {naam} geduldig. {naam} had dat woord zelf niet gekozen.",
    "Thuis past {naam} vaak op de kleintjes. Dat gaat heel goed.",
    "{naam} kan goed uitleggen, zeggen ze thuis. Dat schreven we op.",
    "{naam} is handig met telefoons en helpt de hele straat.",
    "We noemden drie sterke kanten: op tijd, eerlijk en vrolijk.",
    "Thuis zeggen ze: {naam} geeft niet op. Dat zien wij op school ook.",
    "{naam} kookt één keer per week voor het gezin. Plannen kan {naam} dus.",
];

const EXPLORING: &[&str] = &[
    "{naam} ging kijken bij {plek}. Thuis is erover gepraat.",
    "We spraken over de open dag van {studie}. Thuis gaat er iemand mee.",
    "{naam} mag een middag meelopen bij {plek}. Een kennis van thuis regelt het.",
    "Het bezoek aan {plek} viel tegen: veel lawaai. Ook dat is goed om te weten.",
    "{naam} zag op de beroependag een {werk} aan het werk en stelde veel vragen.",
    "Thuis bekeken ze samen een filmpje over {studie}.",
    "{naam} zoekt een stageplek bij {plek}. Thuis denken ze mee.",
];

const NEXT_STEP: &[&str] = &[
    "Volgende stap: {naam} belt zelf met {plek}. We oefenden het samen.",
    "{naam} schrijft zich in voor de open dag van {studie}.",
    "We spraken af dat {naam} in de vakantie twee opleidingen vergelijkt.",
    "Thuis kijken ze welke opleiding te doen is met de bus.",
    "Volgende stap: een gesprek bij {studie}. Thuis gaat mee.",
    "{naam} maakt een lijstje met vragen voor de stage.",
    "We keken naar de keuze voor het profiel. {naam} beslist na de vakantie.",
];

const HELPERS: &[&str] = &[
    "Een oom werkt als {werk}. {naam} gaat bij hem langs.",
    "Wie kan helpen? {naam} noemt de buurvrouw en een neef.",
    "Thuis kennen ze iemand bij {plek}. Zij bellen deze week.",
    "{naam} vraagt de coach van de club om mee te denken.",
    "Een nicht zit op {studie}. {naam} mag een dag mee.",
];

const AT_SCHOOL: &[&str] = &[
    "Het gaat goed in de klas. {naam} heeft het naar de zin.",
    "We spraken over de toetsweek en over rust om te leren.",
    "{naam} komt vaak net op tijd. Thuis zetten ze de wekker eerder.",
    "De overstap naar de nieuwe klas gaat goed.",
    "We spraken over het rooster en de lessen op vrijdag.",
];

const POSITIVE: &[&str] = &[
    "{naam} gaf een mooie presentatie over werken als {werk}.",
    "{naam} hielp vandaag twee anderen met hun verslag. Thuis waren ze trots.",
    "Alleen goed nieuws: {naam} heeft zelf een stageplek gevonden.",
    "{naam} was een voorbeeld bij het bezoek aan {plek}. Dat wilde ik even zeggen.",
    "Het praktijkwerk van {naam} is gelukt. We spraken over waar dat goed voor is.",
    "{naam} vroeg vandaag zelf om hulp. Thuis herkenden ze dat van dit jaar.",
    "Een compliment: {naam} werkte de hele week door.",
];

const CONCERN: &[&str] = &[
    "{naam} komt vaak te laat. We spraken af dat we elke vrijdag even bellen.",
    "Het huiswerk blijft liggen. Thuis maken ze een vaste plek om te leren.",
    "{naam} was deze week een paar lessen weg. Thuis wisten ze dat niet.",
    "Ruzie in de pauze. Het is uitgepraat en we houden het in de gaten.",
    "{naam} heeft veel toetsen in te halen. We maakten een planning.",
    "De sfeer in de groep is lastig voor {naam}. Volgende week praten we verder.",
    "{naam} had het boek weer niet bij zich. Thuis kijken ze mee met de tas.",
];

/// When home answers a message.
pub const REPLIES: &[&str] = &[
    "Dank voor het bericht. We praten er zondag over.",
    "{naam} vertelde het al. Leuk!",
    "Kunt u mij bellen over de open dag?",
    "We gaan samen kijken bij {studie}.",
    "Mijn broer werkt bij {plek}. {naam} mag een keer mee.",
    "Is goed. Wij zijn erbij.",
    "Wanneer moet {naam} kiezen?",
];

/// When nobody answered the phone; often nothing is written at all.
pub const NO_ANSWER: &[&str] =
    &["Geen gehoor.", "Voicemail staat uit.", "Morgen weer proberen.", "Overdag aan het werk, denk ik."];

pub const DID_NOT_COME: &[&str] =
    &["Niet gekomen. Ik bel deze week.", "Was vergeten, hoorde ik van {naam}.", "Geen bericht gehad."];

pub const WRONG_NUMBER: &str = "Nummer klopt niet. Ik vraag het aan {naam}.";

/// Why a contact was told anew; the simulator picks the one that fits.
pub const OTHER_MEANS: &str = "Verkeerde manier aangeklikt.";
pub const OTHER_DAY: &str = "Het was een dag eerder.";
pub const ONE_MORE_TOPIC: &str = "Ik was een onderwerp vergeten.";
pub const OTHER_PARENT: &str = "Niet de juiste ouder aangeklikt.";

/// Why a contact was taken back.
pub const TWICE: &[&str] = &["Dubbel ingevoerd.", "Stond er al. Ik had twee keer gedrukt."];
pub const WRONG_STUDENT: &str = "Bij de verkeerde leerling gezet.";

pub const CUSTODY: &str = "Beschikking gezien op school. Informatie alleen op verzoek.";

#[cfg(test)]
mod specs {
    use super::*;

    #[test]
    fn every_sentence_can_be_said_whomever_it_is_about() {
        let lists = [
            INTRODUCTION,
            FUTURE,
            MOTIVES,
            QUALITIES,
            EXPLORING,
            NEXT_STEP,
            HELPERS,
            AT_SCHOOL,
            POSITIVE,
            CONCERN,
            REPLIES,
            NO_ANSWER,
            DID_NOT_COME,
            TWICE,
        ];
        let single = [WRONG_NUMBER, OTHER_MEANS, OTHER_DAY, ONE_MORE_TOPIC, OTHER_PARENT, WRONG_STUDENT, CUSTODY];
        for sentence in lists.iter().flat_map(|list| list.iter()).chain(&single) {
            for interest in &INTERESTS {
                let text = fill_in(sentence, &TextSubject { first_name: "Wongsodikromo", interest: *interest });
                assert!(say(&text).is_some() && !text.contains(['{', '}']), "{text}");
            }
        }
    }
}
