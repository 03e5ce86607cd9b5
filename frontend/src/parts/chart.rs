//! Bars and charts as plain SVG. Lengths are attributes, so they need no style of their own, and a chart always brings
//! its figures as a table.

use leptos::prelude::*;

use super::{Align, Row, Shade, Table};
use crate::{
    tell,
    told::{self, Tongue},
};

/// A part of a whole, with its word.
pub struct Share {
    pub shade: Shade,
    pub word: String,
    pub count: u32,
}

/// One bar that shows how a whole divides, with its words and numbers under it.
#[component]
pub fn Ladder(t: Tongue, shares: Vec<Share>) -> impl IntoView {
    let whole: u32 = shares.iter().map(|share| share.count).sum();
    let mut from = 0;
    let pieces = shares.iter().filter(|share| share.count > 0).map(|share| {
        let x = from;
        from += share.count;
        view! { <rect class=share.shade.class() x=x width=share.count height="1"></rect> }
    });
    let pieces = pieces.collect_view();
    let legend = shares.into_iter().map(|share| {
        view! { <li>{share.shade.dot()}{share.word}" "<b class="num">{told::number(t, share.count.into())}</b></li> }
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
    /// Something that grows over time.
    Area,
    /// Separate things or moments.
    Bars,
}

/// One layer of a chart, the first one lowest.
pub struct Series {
    pub shade: Shade,
    pub word: String,
    /// One value for each column, as far as time has come.
    pub values: Vec<u32>,
    /// Where each number leads: to what stands behind it. May be empty.
    pub links: Vec<String>,
}

/// Layers over columns, with a caption that says the conclusion. `whole` is the height that counts as everything;
/// `goal` a line to reach, in the same unit.
#[component]
pub fn Chart(
    t: Tongue,
    shape: Shape,
    #[prop(into)] caption: String,
    columns: Vec<String>,
    series: Vec<Series>,
    whole: u32,
    #[prop(optional)] goal: Option<(u32, String)>,
) -> impl IntoView {
    let plot = Plot { columns: columns.len(), whole: whole.max(1) };
    let layers = plot.layers(&series).into_iter().map(|(class, points)| match shape {
        Shape::Area => view! { <path class=class d=plot.area(&points)></path> }.into_any(),
        Shape::Bars => view! { <path class=class d=plot.bars(&points)></path> }.into_any(),
    });
    let layers = layers.collect_view();
    let words = plot.words(&series);
    let ticks = columns.iter().enumerate().map(|(i, word)| {
        let anchor = match i {
            0 if shape == Shape::Area => "start",
            i if shape == Shape::Area && i + 1 == columns.len() => "end",
            _ => "middle",
        };
        view! { <text x=percent(plot.x(shape, i)) y="100%" dy="-4" text-anchor=anchor>{word.clone()}</text> }
    });
    let ticks = ticks.collect_view();
    let so_far = series.iter().map(|layer| layer.values.len()).max().unwrap_or_default();
    let now = (shape == Shape::Area && (1..columns.len()).contains(&so_far)).then(|| {
        let x = percent(plot.x(shape, so_far - 1));
        view! { <line class="ground" x1=x.clone() x2=x y1="0" y2=percent(GROUND)></line> }
    });
    let goal = goal.map(|(height, word)| {
        let y = percent(plot.y(height));
        view! { <line class="goal" x1="0" x2="100%" y1=y.clone() y2=y.clone()></line><text class="goal" x="0" y=y dy="-6">{word}</text> }
    });
    view! {
        <figure class="chart">
            <figcaption>{caption.clone()}</figcaption>
            <div class="plot" aria-hidden="true">
                <svg class="layers">
                    <svg width="100%" height="100%" viewBox="0 0 100 100" preserveAspectRatio="none">{layers}</svg>
                    <line class="ground" x1="0" x2="100%" y1=percent(GROUND) y2=percent(GROUND)></line>
                    {now}
                    {goal}
                    {ticks}
                </svg>
                <ul>{words}</ul>
            </div>
            <details><summary>{tell!(t, "chart-table")}</summary>{figures(t, caption, &columns, series)}</details>
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
    fn layers(&self, series: &[Series]) -> Vec<(&'static str, Vec<(u32, u32)>)> {
        let mut ground = vec![0; self.columns];
        let layers = series.iter().map(|layer| {
            let tops = ground.iter_mut().zip(&layer.values).map(|(low, value)| {
                let from = *low;
                *low += value;
                (from, *low)
            });
            (layer.shade.class(), tops.collect())
        });
        layers.collect()
    }

    fn area(&self, points: &[(u32, u32)]) -> String {
        let top = points.iter().enumerate().map(|(i, (_, high))| (i, *high));
        let under = points.iter().enumerate().rev().map(|(i, (low, _))| (i, *low));
        let corners = top.chain(under).map(|(i, height)| format!("{:.2} {:.2}", self.x(Shape::Area, i), self.y(height)));
        format!("M{}z", corners.collect::<Vec<_>>().join("L"))
    }

    fn bars(&self, points: &[(u32, u32)]) -> String {
        let width = 60.0 / self.columns.max(1) as f64;
        let bars = points.iter().enumerate().map(|(i, (low, high))| {
            let left = self.x(Shape::Bars, i) - width / 2.0;
            format!("M{left:.2} {:.2}h{width:.2}V{:.2}h-{width:.2}z", self.y(*low), self.y(*high))
        });
        bars.collect()
    }

    /// The words of the layers, the highest first, as one reads the picture.
    fn words(&self, series: &[Series]) -> impl IntoView + use<> {
        let words = series.iter().rev().map(|layer| view! { <li>{layer.shade.dot()}{layer.word.clone()}</li> });
        words.collect_view()
    }
}

fn percent(value: f64) -> String {
    format!("{value:.2}%")
}

fn figures(t: Tongue, caption: String, columns: &[String], series: Vec<Series>) -> AnyView {
    let mut table = Table::new(caption).column(tell!(t, "chart-when"), Align::Start);
    for layer in &series {
        table = table.column(layer.word.clone(), Align::End);
    }
    let rows = columns.iter().enumerate().map(|(i, word)| {
        series.iter().fold(Row::new().cell(word.clone()), |row, layer| {
            let value = layer.values.get(i).map(|value| told::number(t, (*value).into()));
            match layer.links.get(i).cloned() {
                Some(href) => row.cell(view! { <a href=href>{value}</a> }),
                None => row.cell(value),
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
        let layers = plot.layers(&[layer([1, 2, 3]), layer([4, 0, 2])]);
        assert_eq!(layers[0].1, [(0, 1), (0, 2), (0, 3)]);
        assert_eq!(layers[1].1, [(1, 5), (2, 2), (3, 5)]);
    }

    #[test]
    fn an_area_runs_from_edge_to_edge_and_back_over_the_ground() {
        let plot = Plot { columns: 3, whole: 10 };
        let area = plot.area(&[(0, 10), (0, 0), (0, 5)]);
        assert_eq!(area, "M0.00 8.00L50.00 90.00L100.00 49.00L100.00 90.00L50.00 90.00L0.00 90.00z");
    }

    #[test]
    fn a_chart_of_nothing_is_still_a_chart() {
        let plot = Plot { columns: 0, whole: 1 };
        assert_eq!(plot.bars(&[]), "");
        assert_eq!(Plot { columns: 1, whole: 1 }.area(&[(0, 1)]), "M0.00 8.00L0.00 90.00z");
    }
}
