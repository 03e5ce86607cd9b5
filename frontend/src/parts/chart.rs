//! Bars and charts as plain SVG. Lengths are attributes, so they need no style of their own, and a chart always brings
//! its figures as a table.

use leptos::prelude::*;

use super::{Align, Hidden, Row, Shade, Table};
use crate::{
    say,
    wording::{self, Language},
};

/// A part of a whole, with its word.
pub struct BarShare {
    pub shade: Shade,
    pub word: String,
    pub count: u32,
}

/// One bar that shows how a whole divides, with its words and numbers under it.
#[component]
pub fn Ladder(t: Language, shares: Vec<BarShare>) -> impl IntoView {
    let whole: u32 = shares.iter().map(|share| share.count).sum();
    let mut from = 0;
    let pieces = shares.iter().filter(|share| share.count > 0).map(|share| {
        let x = from;
        from += share.count;
        view! { <rect class=share.shade.class() x=x width=share.count height="1"></rect> }
    });
    let pieces = pieces.collect_view();
    let legend = shares.into_iter().map(|share| {
        view! { <li>{share.shade.dot()}{share.word}" "<b class="num">{wording::number(t, share.count.into())}</b></li> }
    });
    view! {
        <div class="ladder">
            <svg viewBox=format!("0 0 {} 1", whole.max(1)) preserveAspectRatio="none" aria-hidden="true">{pieces}</svg>
            <ul class="legend">{legend.collect_view()}</ul>
        </div>
    }
}

/// How a chart draws its series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Something that grows over time. Each layer lies within the one before it, and its values count those within.
    Area,
    /// Separate things or moments. Each layer stands upon the one before it.
    Bars,
}

/// One layer of a chart.
pub struct Series {
    pub shade: Shade,
    pub word: String,
    /// One value for each column, as far as time has come.
    pub values: Vec<u32>,
    /// Where each number leads: to what stands behind it. May be empty.
    pub links: Vec<String>,
}

/// Layers over columns, with a caption that says the conclusion. `whole` is the height that counts as everything;
/// `goals` lines to compare with, in the same unit, the highest first: its word stands above it, that of the next below.
#[component]
pub fn Chart(
    t: Language,
    shape: Shape,
    #[prop(into)] caption: String,
    columns: Vec<String>,
    series: Vec<Series>,
    whole: u32,
    #[prop(optional)] goals: Vec<(u32, String)>,
) -> impl IntoView {
    let plot = Plot { columns: columns.len(), whole: whole.max(1) };
    let layers = match shape {
        Shape::Area => series.iter().map(|layer| (layer.shade, plot.area(&layer.values))).collect(),
        Shape::Bars => plot.stacked(&series).into_iter().map(|(shade, points)| (shade, plot.bars(&points))).collect::<Vec<_>>(),
    };
    let layers = layers.into_iter().map(|(shade, line)| view! { <path class=shade.class() d=line></path> }).collect_view();
    let words = words(shape, &series);
    let so_far = series.iter().map(|layer| layer.values.len()).max().unwrap_or_default();
    let ticks = columns.iter().enumerate().map(|(i, word)| {
        let anchor = match i {
            0 if shape == Shape::Area => "start",
            i if shape == Shape::Area && i + 1 == columns.len() => "end",
            _ => "middle",
        };
        // Where there is room for every other word, the running month keeps its own; it is longer, and the first stands askew.
        let class = match (i + 1).abs_diff(so_far) {
            0 => "now",
            away if away % 2 == 1 || (i, away) == (0, 2) => "between",
            _ => "",
        };
        view! { <text class=class x=percent(plot.x(shape, i)) y="100%" dy="-4" text-anchor=anchor>{word.clone()}</text> }
    });
    let ticks = ticks.collect_view();
    let now = (shape == Shape::Area && (1..columns.len()).contains(&so_far)).then(|| {
        let x = percent(plot.x(shape, so_far - 1));
        view! { <line class="ground" x1=x.clone() x2=x y1="0" y2=percent(GROUND)></line> }
    });
    let goals = goals.into_iter().enumerate().map(|(i, (height, word))| {
        let (y, dy) = (percent(plot.y(height)), if i == 0 { "-6" } else { "16" });
        // Its word stands where time has not come yet, or where it began.
        let (x, anchor) = if so_far * 2 < columns.len() { ("100%", "end") } else { ("0", "start") };
        view! {
            <line class="goal" x1="0" x2="100%" y1=y.clone() y2=y.clone()></line>
            <text class="goal" x=x y=y dy=dy text-anchor=anchor>{word}</text>
        }
    });
    let goals = goals.collect_view();
    view! {
        <figure class="chart">
            <figcaption>{caption.clone()}</figcaption>
            <div class="plot" aria-hidden="true">
                <svg class="layers">
                    <svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none">{layers}</svg>
                    <line class="ground" x1="0" x2="100%" y1=percent(GROUND) y2=percent(GROUND)></line>
                    {now}
                    {goals}
                    {ticks}
                </svg>
                <ul>{words}</ul>
            </div>
            <details><summary>{say!(t, "chart-table")}</summary>{figures(t, caption, &columns, series)}</details>
        </figure>
    }
}

/// The drawing's measures, in hundredths of its width and height.
struct Plot {
    columns: usize,
    whole: u32,
}

/// Where the layers stand on; under it the words of the columns.
const GROUND: f64 = 90.0;
/// Room above the whole, for the word of a goal.
const CEILING: f64 = 8.0;

impl Plot {
    fn y(&self, value: u32) -> f64 {
        GROUND - (GROUND - CEILING) * f64::from(value) / f64::from(self.whole)
    }

    fn x(&self, shape: Shape, column: usize) -> f64 {
        match shape {
            Shape::Area => 100.0 * column as f64 / (self.columns.max(2) - 1) as f64,
            Shape::Bars => 100.0 * (column as f64 + 0.5) / self.columns.max(1) as f64,
        }
    }

    /// The layers with the height at which each begins and ends in every column, one upon the other.
    fn stacked(&self, series: &[Series]) -> Vec<(Shade, Vec<(u32, u32)>)> {
        let mut ground = vec![0; self.columns];
        let layers = series.iter().map(|layer| {
            let tops = ground.iter_mut().zip(&layer.values).map(|(low, value)| {
                let from = *low;
                *low += value;
                (from, *low)
            });
            (layer.shade, tops.collect())
        });
        layers.collect()
    }

    fn area(&self, values: &[u32]) -> String {
        let top = values.iter().enumerate().map(|(i, value)| format!("L{:.2} {:.2}", self.x(Shape::Area, i), self.y(*value)));
        format!("M0 {GROUND}{}V{GROUND}z", top.collect::<String>())
    }

    fn bars(&self, points: &[(u32, u32)]) -> String {
        let width = 60.0 / self.columns.max(1) as f64;
        let bars = points.iter().enumerate().map(|(i, (low, high))| {
            let left = self.x(Shape::Bars, i) - width / 2.0;
            format!("M{left:.2} {:.2}h{width:.2}V{:.2}h-{width:.2}z", self.y(*low), self.y(*high))
        });
        bars.collect()
    }
}

/// The words of the layers, the highest first, as one reads the picture.
fn words(shape: Shape, series: &[Series]) -> impl IntoView + use<> {
    let word = |layer: &Series| view! { <li>{layer.shade.dot()}{layer.word.clone()}</li> };
    match shape {
        Shape::Area => series.iter().map(word).collect_view(),
        Shape::Bars => series.iter().rev().map(word).collect_view(),
    }
}

fn percent(value: f64) -> String {
    format!("{value:.2}%")
}

fn figures(t: Language, caption: String, columns: &[String], series: Vec<Series>) -> AnyView {
    let mut table = Table::new(caption).column(say!(t, "chart-when"), Align::Start);
    for layer in &series {
        table = table.column(layer.word.clone(), Align::End);
    }
    let so_far = series.iter().map(|layer| layer.values.len()).max().unwrap_or_default();
    let rows = columns.iter().take(so_far).enumerate().map(|(i, word)| {
        series.iter().fold(Row::new().cell(word.clone()), |row, layer| {
            let value = layer.values.get(i).copied().unwrap_or_default();
            let shown = wording::number(t, value.into());
            // Zero leads nowhere: there is nothing behind it.
            match layer.links.get(i).filter(|_| value > 0).cloned() {
                Some(href) => row.cell(view! { <a href=href><Hidden words=format!("{}, {word}: ", layer.word)/>{shown}</a> }),
                None => row.cell(shown),
            }
        })
    });
    table.show(rows.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(values: [u32; 3]) -> Series {
        Series { shade: Shade::Full, word: "thuis gepraat".into(), values: values.to_vec(), links: Vec::new() }
    }

    #[test]
    fn layers_stand_upon_each_other() {
        let plot = Plot { columns: 3, whole: 10 };
        let layers = plot.stacked(&[layer([1, 2, 3]), layer([4, 0, 2])]);
        assert_eq!(layers[0].1, [(0, 1), (0, 2), (0, 3)]);
        assert_eq!(layers[1].1, [(1, 5), (2, 2), (3, 5)]);
    }

    #[test]
    fn an_area_runs_from_the_first_column_as_far_as_time_has_come_and_down_to_the_ground() {
        let plot = Plot { columns: 3, whole: 10 };
        assert_eq!(plot.area(&[10, 0, 5]), "M0 90L0.00 8.00L50.00 90.00L100.00 49.00V90z");
        assert_eq!(plot.area(&[10, 5]), "M0 90L0.00 8.00L50.00 49.00V90z");
    }

    #[test]
    fn a_chart_of_nothing_is_still_a_chart() {
        let plot = Plot { columns: 0, whole: 1 };
        assert_eq!(plot.bars(&[]), "");
        assert_eq!(Plot { columns: 1, whole: 1 }.area(&[1]), "M0 90L0.00 8.00V90z");
    }
}
