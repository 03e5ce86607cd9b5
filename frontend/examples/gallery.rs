//! Every part on two pages, one for staff and one for home, to look at while drawing.
//!
//! `cargo run -p frontend --features ssr --example gallery -- DIR [LANGUAGE]` writes `staff.html` and `home.html` in DIR;
//! serve that folder with the built `pkg/` in it.

use std::{env, fs, path::PathBuf};

use chrono::NaiveDate;
use frontend::{
    islands::FilterList,
    parts::*,
    shell::{Assets, Here, NavItem, Page, Who, render},
    wording::{self, Audience, Language},
};
use leptos::prelude::*;
use uuid::Uuid;

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2025, 11, 9).unwrap();

fn main() -> std::io::Result<()> {
    let mut args = env::args().skip(1);
    let folder = PathBuf::from(args.next().unwrap_or_else(|| ".".into()));
    let t = args.next().and_then(|code| Language::parse(&code)).unwrap_or_default();
    let assets = match fs::read(folder.join("pkg/manifest.json")) {
        Ok(manifest) => serde_json::from_slice(&manifest)?,
        Err(_) => Assets { css: "site.css".into(), js: "site.js".into(), wasm: "site.wasm".into(), start: "start.js".into() },
    };
    fs::write(folder.join("staff.html"), render(staff_page(t), &assets, || staff(t)))?;
    fs::write(folder.join("home.html"), render(home_page(t), &assets, || home(t)))
}

fn nav(href: &'static str, icon: Icon, word: &str, here: bool) -> NavItem {
    NavItem { href: href.into(), icon, word: word.into(), waiting: 0, here: here.then_some(Here::Page) }
}

fn staff_page(t: Language) -> Page {
    Page {
        title: "Klas 3B".into(),
        t,
        audience: Audience::Staff,
        path: "/mijn-klas".into(),
        nav: vec![
            nav("/mijn-klas", Icon::People, "Mijn klas", true),
            nav("/gesprekken", Icon::Talk, "Gesprekken", false),
            nav("/opdrachten", Icon::Task, "Opdrachten", false),
            nav("/blijft-liggen", Icon::Clock, "Blijft liggen", false),
        ],
        who: Some(Who { name: "Mevr. De Vries".into(), school: Some("Noordrand College".into()), elsewhere: vec![] }),
        past: env::args().any(|arg| arg == "past").then(|| PastFrame {
            day: TODAY,
            more: Some("gebeurtenis 14.203 van 21.877".into()),
            now: "/verloop".into(),
        }),
        form_token: None,
    }
}

fn home_page(t: Language) -> Page {
    Page {
        title: "Thuis".into(),
        audience: Audience::Home,
        path: "/thuis".into(),
        nav: vec![
            nav("/thuis", Icon::Home, "Thuis", true),
            nav("/berichten", Icon::Talk, "Berichten", false),
            nav("/opdrachten", Icon::Task, "Opdrachten", false),
            nav("/afspraken", Icon::Hands, "Afspraken", false),
        ],
        who: Some(Who { name: "Mevrouw Demir".into(), school: None, elsewhere: vec![] }),
        ..staff_page(t)
    }
}

fn staff(t: Language) -> impl IntoView {
    view! {
        <Head title="Klas 3B" lede=view! { <Strong words="**19 van 24** gezinnen in beeld · schooljaar 2025–2026"/> }.into_any()>
            <LinkButton href="#form" kind=Kind::Quiet icon=Icon::People>"Meer tegelijk"</LinkButton>
            <LinkButton href="#form" icon=Icon::Phone>"Gesprek met ouder"</LinkButton>
        </Head>
        <Ladder t shares=rungs().into_iter().zip([9, 6, 4, 3, 2]).map(|((shade, word), count)| BarShare { shade, word, count }).collect()/>
        <Card tone=Tone::Attention heading="Nog niet in beeld"><TodoList todos=todos()/></Card>
        <FilterList rows="klas".into() label="Zoek op naam".into() none=wording::say(t, "filter-none", &[])/>
        {class_list()}
        <Back href="/mijn-klas" word="Mijn klas"/>
        <Head title="Amira Demir"/>
        <div class="split">
            <Card heading="Op deze dag">
                <Facts facts=vec![("In beeld".into(), "342".into_any()), ("Thuis gepraat".into(), "118".into_any()), ("Ouder begon".into(), "31 %".into_any())]/>
            </Card>
            <div><Timeline t heading="Wat er gebeurde" moments=moments()/><Pager t newer=None older=Some("?voor=120".into())/></div>
        </div>
        <div id="form"></div>
        {form(t)}
        <Card>{growth(t, Shape::Area)}</Card>
        <Card>{growth(t, Shape::Bars)}</Card>
        <LookAt t action="/verloop" day=TODAY today=TODAY/>
        <Empty icon=Icon::Talk words="Nog geen gesprekken dit schooljaar."/>
        <Stale t/>
        <Missing t/><Denied t/><Busy t again=Some("/mijn-klas".to_owned())/><Outage t again=Some("/mijn-klas".to_owned())/><Broken t reference="7K3-Q9F"/>
        <Card heading="Pictogrammen">
            <div class="pills">{Icon::ALL.iter().map(|&icon| view! { <Pill icon=icon word=format!("{icon:?}")/> }).collect_view()}</div>
        </Card>
    }
}

fn rungs() -> [(Shade, String); 5] {
    let words = ["thuis gepraat", "samen gesproken", "in beeld", "uitgenodigd", "geen gegevens"];
    let mut shades = [Shade::Full, Shade::Much, Shade::Some, Shade::Begun, Shade::Blank].into_iter();
    words.map(|word| (shades.next().unwrap_or(Shade::Blank), word.into()))
}

fn todos() -> Vec<Todo> {
    let rows = [
        ("Youssef el Amrani", "2 keer niet opgenomen · zus Naima kan ook", "41 dagen stil", "Bel Naima", Kind::SlimMain),
        ("Zuzanna Kowalska", "Uitnodiging in het Pools gestuurd, nog geen antwoord", "12 dagen", "Sms sturen", Kind::Slim),
        ("Daan van den Berg", "Nummer klopt niet", "sinds 3 november", "Nummer vragen", Kind::Slim),
    ];
    let rows = rows.into_iter().map(|(who, why, since, act, kind)| Todo {
        who: who.into_any(),
        why: view! { {why}" "<span class="soft">"— "{since}</span> }.into_any(),
        act: view! { <LinkButton href="#form" kind=kind>{act}</LinkButton> }.into_any(),
    });
    rows.collect()
}

fn class_list() -> AnyView {
    let columns = ["Kennis\u{AD}making", "Ouder\u{AD}avond", "Opdracht 1", "Voortgang 1"];
    let table = Table::new("Klas 3B").rows_id("klas").column("Leerling", Align::Start).column("Thuis", Align::Start);
    let table = columns.into_iter().fold(table, |table, word| table.column(word, Align::Middle));
    let table = table.column("Laatste contact", Align::Start).column("Afspraken", Align::End);
    let students = [
        ("Amira Demir", 0, "gisteren, telefoon, moeder", 4),
        ("Milan de Jong", 1, "6 november, gesprek, vader en Milan", 2),
        ("Selin Yıldız", 2, "28 oktober, huisbezoek, oma", 1),
        ("Youssef el Amrani", 3, "nog geen", 0),
    ];
    table.show(students.into_iter().map(|(name, rung, last, done)| {
        let (shade, word) = rungs()[rung].clone();
        let marks = (0..4).map(|i| match i {
            i if i < done => GridMark::Done { label: "geweest".into() },
            3 => GridMark::Under { shown: "17".into(), label: "gepland op 17 november".into() },
            _ => GridMark::Open { label: "nog niet".into() },
        });
        let row = Row::new().cell(view! { <a href="#">{name}</a> }).cell(view! { <Status shade=shade word=word/> });
        marks.fold(row, Row::cell).cell(last).cell(format!("{done} open"))
    }))
}

fn moments() -> Vec<TimelineItem> {
    vec![
        TimelineItem::new("November 2025", Icon::Star, "Mijn eerste brood in de bakkerij", "zondag 8 november · bezoek bakkerij")
            .proud()
            .body(view! {
                <Prose words="Het deeg moest drie keer opnieuw.\nDe laatste was mooi."/>
                <div class="pills"><Pill on=true word="Thuis ziet dit"/><Pill on=true word="Mentor ziet dit"/><Pill word="Zo ziet thuis het"/></div>
                <p class="came-of"><b>"Daarna:"</b>" thuis over gepraat met mama → volgende stap: "<a href="#">"open dag bakkersschool"</a></p>
            }),
        TimelineItem::new("November 2025", Icon::Phone, "Gesproken met mevrouw Demir", "vrijdag 6 november · telefoon · Mevr. De Vries")
            .body(view! { <Prose words="Over de open dag. Ze gaat mee."/> })
            .earlier("Verbeterd op 7 november: eerst stond er donderdag 5 november", view! { <Prose words="Over de open dag."/> }),
        TimelineItem::new("November 2025", Icon::Missed, "Niet opgenomen", "maandag 2 november · telefoon").withdrawn(),
        TimelineItem::new("Oktober 2025", Icon::Home, "Thuis gepraat over sterke kanten", "zondag 25 oktober · opdracht “Waar ben ik goed in?”")
            .body(view! { <p>"School deed er dit mee: Amira koos bakker en kok om te bezoeken."</p> }),
        TimelineItem::new("Oktober 2025", Icon::Hands, "Afspraak: naar de open dag", "dinsdag 6 oktober · uit het gesprek"),
    ]
}

fn form(t: Language) -> impl IntoView {
    let mut typed =
        Typed::default().with("result", "reached").with("date", "2025-11-31").with("words", "Ze gaat mee naar de open dag.");
    typed.wrong("date", wording::say(t, "check-date", &[]));
    typed.wrong("with", wording::say(t, "check-choose", &[]));
    let results = vec![
        Choice::new("reached", "Gelukt").icon(Icon::Check),
        Choice::new("missed", "Niet opgenomen").icon(Icon::Missed),
        Choice::new("number", "Nummer klopt niet").icon(Icon::Question).more("Ook als het nummer van iemand anders is"),
    ];
    let people = vec![Choice::new("mother", "Moeder"), Choice::new("father", "Vader"), Choice::new("sister", "Zus Naima")];
    view! {
        <ErrorSummary t typed=typed.clone()/>
        <Form action="/leerlingen/1/contact" command=Uuid::nil()>
            {Field::new(t, "result", "Hoe ging het?", &typed).one_of(results)}
            {Field::new(t, "date", "Wanneer was het?", &typed).hint("Vandaag of eerder.").date(Some(TODAY))}
            {Field::new(t, "with", "Met wie?", &typed).any_of(people)}
            {Field::new(t, "phone", "Nieuw nummer", &typed).optional().phone()}
            {Field::new(t, "reason", "Waarom?", &typed).select(vec![Choice::new("meet", "Kennismaken"), Choice::new("good", "Goed nieuws")])}
            {Field::new(t, "words", "Waar ging het over?", &typed).optional().counted().area(600)}
            <div class="actions"><Button icon=Icon::Check>"Bewaren"</Button><LinkButton href="/mijn-klas" kind=Kind::Quiet>"Niet bewaren"</LinkButton></div>
        </Form>
    }
}

fn growth(t: Language, shape: Shape) -> impl IntoView {
    let values =
        [[94, 209, 292, 391, 400, 398], [34, 119, 212, 342, 360, 366], [14, 59, 142, 247, 270, 286], [4, 19, 52, 118, 130, 141]];
    let values = match shape {
        Shape::Area => values,
        Shape::Bars => {
            [[60, 90, 80, 49, 40, 32], [20, 60, 70, 95, 90, 80], [10, 40, 90, 129, 140, 145], [4, 19, 52, 118, 130, 141]]
        }
    };
    let series = rungs().into_iter().take(4).rev().zip(values).map(|((shade, word), values)| Series {
        shade,
        word,
        values: values.to_vec(),
        links: values.iter().map(|count| format!("#{count}")).collect(),
    });
    let months = ["sep", "okt", "nov", "dec", "jan", "feb", "mrt", "apr"].map(String::from).to_vec();
    view! {
        <Chart t shape=shape caption="In december praten 118 gezinnen thuis over later" columns=months series=series.collect() whole=412
            goals=vec![(391, "95 % (handreiking)".into()), (383, "93 % (handreiking)".into())]/>
    }
}

fn home(t: Language) -> impl IntoView {
    let answer = || "/antwoord";
    view! {
        <div class="column">
            <Head title="Dag mevrouw Demir" lede=view! { <Strong words="Over **Amira**, klas 3B"/> }.into_any()/>
            <Card tone=Tone::Now over="Nu doen" heading="Komt u praten op school?">
                <p>"Dinsdag 17 november, 19.00 uur."<br/>"Amira is er ook bij."</p>
                <Form action=answer() command=Uuid::nil()>
                    <Button name="antwoord" value="ja">"Ja, ik kom"</Button>
                    <div class="beside">
                        <Button kind=Kind::Quiet name="antwoord" value="bel">"Bel mij"</Button>
                        <Button kind=Kind::Quiet name="antwoord" value="nee">"Ik kan niet"</Button>
                    </div>
                </Form>
            </Card>
            <Tiles label="Kies">
                <Tile href="/berichten" icon=Icon::Talk word="Berichten"/>
                <Tile href="/opdrachten" icon=Icon::Task word="Opdrachten"/>
                <Tile href="/afspraken" icon=Icon::Hands word="Afspraken"/>
            </Tiles>
            <Timeline t heading="Wat er gebeurde" moments=moments()/>
            <Notice icon=Icon::Check good=true heading="Gelukt"><p>"Mevrouw De Vries krijgt uw antwoord."</p><LinkButton href="/thuis">"Terug naar thuis"</LinkButton></Notice>
            {form(t)}
        </div>
    }
}
