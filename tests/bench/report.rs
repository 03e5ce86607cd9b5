//! Figures as a table for people or as one object a line for machines.

use anyhow::Result;
use serde::Serialize;
use std::io::Write;

#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    pub workload: &'static str,
    pub variant: String,
    pub writers: usize,
    pub value: f64,
    pub unit: &'static str,
    /// Of the bare limit in the same run.
    pub limit_ratio: Option<f64>,
    /// Is the limit kept? `None` where there is none.
    pub ok: Option<bool>,
}

pub struct Report {
    json: bool,
    figures: Vec<Figure>,
}

impl Report {
    pub fn new(json: bool) -> Report {
        Report { json, figures: vec![] }
    }

    pub fn add(&mut self, figure: Figure) -> Result<()> {
        let mut out = std::io::stdout().lock();
        if self.json {
            writeln!(out, "{}", serde_json::to_string(&figure)?)?;
        } else {
            let ratio = figure.limit_ratio.map_or(String::new(), |ratio| format!("{:>5.0} %", ratio * 100.0));
            let ok = figure.ok.map_or("", |ok| if ok { "ok" } else { "below the bar" });
            let Figure { workload, variant, writers, value, unit, .. } = &figure;
            writeln!(out, "{workload:<14} {variant:<34} {writers:>3} {value:>12.1} {unit:<12} {ratio:>8}  {ok}")?;
        }
        self.figures.push(figure);
        Ok(())
    }
}
