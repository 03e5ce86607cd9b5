//! Every part with hostile text in every slot, read as a browser reads it: what was written stays text, whatever it says.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{
    actor::Role,
    ids::{PersonId, SchoolId},
};
use html5ever::{ParseOpts, parse_document, tendril::TendrilSink};
use leptos::prelude::*;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use uuid::Uuid;

use crate::{
    islands::{CountLeft, CountRows, FilterList},
    parts::*,
    shell::{Assets, Elsewhere, Here, NavItem, Page, Who, render},
    wording::{Audience, Language},
};

/// What somebody could type to leave the place where it is shown.
const HOSTILE: &[&str] = &[
    "</textarea><script>alert(1)</script>",
    "</textarea><meta http-equiv=\"refresh\" content=\"0;url=http://elsewhere.example\">",
    "</details></form><form action=/thuis/wensen><button>Verder gaan",
    "\"><img src=x onerror=alert(1)>",
    "' onfocus='alert(1)",
    "</title><script>alert(1)</script>",
    "<!-- niet dicht",
    "--><svg onload=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&quot;&gt;<b>",
    "</style></script></noscript></select></table></svg><base href=//elsewhere.example>",
    "<![CDATA[<x>]]>",
    "<leptos-island data-component=\"CountLeft\">",
];
/// In its place when nobody is hostile.
const CALM: &str = "woord";

/// An element, its attributes and its text, each at its depth, as a browser has them once it has read a page.
fn read(html: &str) -> Vec<String> {
    fn walk(node: &Handle, depth: usize, found: &mut Vec<String>) {
        match &node.data {
            NodeData::Element { name, attrs, .. } => {
                let attrs = attrs.borrow();
                let attrs = attrs.iter().map(|attr| format!(" {}={}", attr.name.local, attr.value));
                found.push(format!("{depth} <{}{}>", name.local, attrs.collect::<String>()));
            }
            NodeData::Text { contents } => found.push(format!("{depth} {}", contents.borrow())),
            NodeData::Comment { contents } if !contents.is_empty() => found.push(format!("{depth} comment {contents}")),
            _ => {}
        }
        node.children.borrow().iter().for_each(|child| walk(child, depth + 1, found));
    }
    let page = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    let mut found = Vec::new();
    walk(&page.document, 0, &mut found);
    found
}

/// Every part, with these words wherever a part takes words.
fn every_part(w: &'static str) -> impl IntoView + use<> {
    let t = Language::Nl;
    let day = NaiveDate::default();
    let w = move || w.to_owned();
    let mut typed = Typed::default();
    for field in ["text", "mail", "phone", "number", "date", "time", "area", "counted", "select", "one", "any"] {
        typed = typed.with(field, w());
        typed.wrong(field, w());
    }
    typed.wrong("", w());
    let field = |name| Field::new(t, name, w(), &typed).hint(w());
    let choices = || vec![Choice::new(w(), w()).icon(Icon::Check).more(w()), Choice::new("b", w())];
    let fields = vec![
        field("text").text(600),
        field("mail").optional().mail(),
        field("phone").phone(),
        field("number").number(),
        field("date").date(Some(day)),
        field("time").time(),
        field("area").area(600),
        field("counted").counted().area(600),
        field("select").select(choices()),
        field("one").one_of(choices()),
        field("any").any_of(choices()),
        field("around").around(w()),
        field("together").together(w()),
    ];
    let series = || vec![Series { shade: Shade::Full, word: w(), values: vec![1, 2], links: vec![w(), w()] }];
    let chart = |shape| {
        let goals = vec![(1, w())];
        view! { <Chart t shape caption=w() columns=vec![w(), w()] series=series() whole=2 goals/> }
    };
    let row = || Row::new().cell(w()).cell(view! { <a href=w()>{w()}</a> }).cell(GridMark::Under { shown: w(), label: w() });
    let marks = || Row::new().cell(w()).cell(GridMark::Done { label: w() }).cell(GridMark::Open { label: w() });
    let table = Table::new(w()).rows_id("rows").column(w(), Align::Start).column(w(), Align::Middle).column(w(), Align::End);
    let moment = || TimelineItem::new(w(), Icon::Talk, w(), w()).body(w()).earlier(w(), w());
    let past = PastFrame { day, more: Some(w()), now: w() };
    let todos = vec![Todo { who: w().into_any(), why: w().into_any(), act: w().into_any() }];
    view! {
        <Head title=w() lede=w().into_any()>{w()}</Head>
        <Back href=w() word=w()/>
        <Facts facts=vec![(w(), w().into_any())]/>
        <Pager t newer=Some(w()) older=Some(w())/>
        <Card tone=Tone::Now heading=w() over=w()>{w()}</Card>
        <Tiles label=w()><Tile href=w() icon=Icon::Talk word=w()/></Tiles>
        <ErrorSummary t typed=typed.clone()/>
        <Form action=w() command=Uuid::nil() hidden=vec![("hidden", w())]>
            {fields}
            <Button name="answer" value=w() icon=Icon::Check kind=Kind::Quiet>{w()}</Button>
        </Form>
        <LinkButton href=w()>{w()}</LinkButton>
        <Notice icon=Icon::Check heading=w() good=true>{w()}</Notice>
        <Empty icon=Icon::Talk words=w()>{w()}</Empty>
        <Broken t reference=w()/><Busy t again=Some(w())/><Outage t again=Some(w())/><Denied t/><Outdated t/><Post action=w() label=w()>{w()}</Post><Foreign t/><Missing t/><Stale t>{w()}</Stale>
        <Ladder t shares=vec![BarShare { shade: Shade::Full, word: w(), count: 1 }]/>
        {chart(Shape::Area)}{chart(Shape::Bars)}
        {table.show([row(), marks()])}
        <Status shade=Shade::Some word=w()/><Pill word=w() icon=Icon::Eye on=true/>
        <PastBanner t past/>
        <LookAt t action=w() day today=day keep=vec![("keep".to_owned(), w())]/>
        <AskDay t action=w() field=DayField { name: "day", label: w(), day: None, first: None, last: day } keep=vec![("keep".to_owned(), w())]/>
        <Strong words=w()/><Prose words=w()/><Hidden words=w()/>
        <Timeline t heading=w() moments=vec![moment(), moment().withdrawn(), moment().proud(), moment().slight()]/>
        <TodoList todos/>
        <FilterList rows=w() label=w() none=w()/>
        <CountLeft field=w() max=9 words=w()/>
        <CountRows rows=w() name=w() each=true none=w() one=w() more=w()/>
    }
}

/// A whole page around all parts, with these words in every slot of the page as well: the `FormToken`, which each form bears as
/// its `TOKEN_FIELD`, is one of them.
fn page(audience: Audience, w: &'static str) -> String {
    let assets = Assets { css: "app.css".into(), js: "app.js".into(), start: "start.js".into(), wasm: "app.wasm".into() };
    let elsewhere =
        Elsewhere { school: SchoolId(Uuid::nil()), school_name: w.into(), person: PersonId(Uuid::nil()), role: Role::Mentor };
    let page = Page {
        title: w.into(),
        form_token: Some(w.into()),
        t: Language::Nl,
        audience,
        path: w.into(),
        nav: vec![NavItem { href: w.into(), icon: Icon::Home, word: w.into(), waiting: 1, here: Some(Here::Page) }],
        who: Some(Who { name: w.into(), school: Some(w.into()), elsewhere: vec![elsewhere] }),
        past: Some(PastFrame { day: NaiveDate::default(), more: Some(w.into()), now: w.into() }),
    };
    render(page, &assets, move || every_part(w))
}

/// The words as they come back. In the properties of an island they are JSON; a field's value stands without white space
/// around it.
fn calmed(line: &str, hostile: &str) -> String {
    let json = serde_json::to_string(hostile).unwrap_or_default();
    line.replace(json.trim_matches('"'), CALM).replace(hostile, CALM).replace(hostile.trim(), CALM)
}

#[test]
fn hostile_words_make_no_element_and_no_attribute_and_come_back_as_they_were() {
    for audience in [Audience::Staff, Audience::Home] {
        let calm = read(&page(audience, CALM));
        assert!(calm.len() > 400, "only {} pieces were read", calm.len());
        for hostile in HOSTILE {
            let found: Vec<_> = read(&page(audience, hostile)).iter().map(|line| calmed(line, hostile)).collect();
            for (found, expected) in found.iter().zip(&calm) {
                assert_eq!(found, expected, "{hostile:?}");
            }
            assert_eq!(found.len(), calm.len(), "{hostile:?}");
        }
    }
}

/// A part that is not drawn above is not attacked either.
#[test]
fn every_part_is_attacked() {
    let all = include_str!("../parts/mod.rs").split("pub use ").skip(1).filter_map(|line| line.split(';').next());
    let names = all.flat_map(|line| line.split([':', '{', '}', ',', ' '])).filter(|word| word.starts_with(char::is_uppercase));
    let (drawn, names) = (include_str!("hostile.rs"), names.collect::<BTreeSet<_>>());
    assert!(names.len() > 40, "only {} parts were found", names.len());
    let missing: Vec<_> = names.iter().filter(|name| !drawn.contains(&name.to_string())).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_text_box_gives_back_the_line_breaks_it_was_given() {
    let box_with = |value: &str| {
        super::Markup::document(super::TextBox(super::TextBoxProps {
            name: "words",
            max: 9,
            value: value.into(),
            described: None,
            invalid: None,
        }))
    };
    for words in ["\n\neerst leeg", "a\r\nb", "", "&amp;", "</textarea>"] {
        let read = read(&box_with(words));
        let text = read.iter().skip_while(|line| !line.contains("<textarea")).nth(1);
        let text = text.map_or("", |line| line.split_once(' ').map_or("", |(_, text)| text));
        assert_eq!(text, words.replace("\r\n", "\n"));
    }
}
