//! The words that lists have for a track, a relation and authority.

use super::super::fold;
use domain::{
    class::Track,
    person::parent::{Authority, Relation},
};

fn letters(text: &str) -> String {
    fold(text).chars().filter(char::is_ascii_alphabetic).collect()
}

pub(super) fn track(text: &str) -> Option<Track> {
    match letters(text).replace("vmbo", "").replace("leerweg", "").replace("gerichte", "gericht").as_str() {
        "b" | "bb" | "bbl" | "basis" | "basisberoeps" | "basisberoepsgericht" => Some(Track::Basic),
        "k" | "kb" | "kbl" | "kader" | "kaderberoeps" | "kaderberoepsgericht" => Some(Track::Middle),
        "g" | "gl" | "gemengd" | "gemengde" => Some(Track::Mixed),
        "t" | "tl" | "theoretisch" | "theoretische" | "mavo" => Some(Track::Theoretical),
        _ => None,
    }
}

pub(super) fn relation(text: &str) -> Option<Relation> {
    match letters(text).as_str() {
        "moeder" | "m" | "mama" => Some(Relation::Mother),
        "vader" | "v" | "papa" => Some(Relation::Father),
        "voogd" | "voogdes" => Some(Relation::Guardian),
        "pleegouder" | "pleegmoeder" | "pleegvader" => Some(Relation::FosterParent),
        "stiefouder" | "stiefmoeder" | "stiefvader" => Some(Relation::StepParent),
        _ => None,
    }
}

/// No authority means facts on request (BW 1:377c), unless the list says that even those are not given.
pub(super) fn authority(text: &str) -> Option<Authority> {
    match letters(text).as_str() {
        "ja" | "j" | "volledig" | "gezag" | "metgezag" | "gezamenlijk" | "gezamenlijkgezag" | "ouderlijkgezag" => {
            Some(Authority::Full)
        }
        "nee" | "n" | "geen" | "geengezag" | "zondergezag" | "opverzoek" | "opaanvraag" | "opvraag" => Some(Authority::OnRequest),
        "geeninformatie" | "geeninfo" | "geengezagengeeninformatie" | "geencontact" => Some(Authority::None),
        _ => None,
    }
}
