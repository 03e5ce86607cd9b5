//! `keukentafel serve`: pages, the daily jobs, and a calm end.

use crate::{
    TaskOutcome,
    alarms::Alarms,
    config::{DataSettings, ServeSettings},
    output::write_line,
    platform::Platform,
    proving::prove_rows,
    web::{self, DemoPeople, Web},
};
use anyhow::{Context, Result};
use clap::Args;
use frontend::shell::Assets;
use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};
use tokio::net::TcpListener;

#[derive(Debug, Args)]
pub struct Serve {
    /// When ready, print one line: {"address"}
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    data: DataSettings,
    #[command(flatten)]
    serve: ServeSettings,
}

impl Serve {
    pub async fn run(self) -> Result<TaskOutcome> {
        let site = Site::read(&self.serve)?;
        let platform = Platform::open_to_serve(&self.data).await?;
        let listener = bind(self.serve.listen).await?;
        let address = address_of(&listener, &self.serve)?;
        if self.json {
            write_line(&serde_json::json!({ "address": address }).to_string())?;
        }
        tracing::info!(address, "serving");
        until_stopped(platform, listener, &self.serve, site, None).await
    }
}

/// What browsers get besides pages. It is read before anything else, so that nothing is announced, and no school is filled,
/// for a server that cannot serve.
pub struct Site {
    folder: PathBuf,
    assets: Assets,
}

impl Site {
    pub fn read(settings: &ServeSettings) -> Result<Site> {
        let folder = settings.site();
        let assets = web::read_assets(&folder)?;
        Ok(Site { folder, assets })
    }
}

/// How often the jobs look whether there is something to do. The day they are about changes at midnight in Amsterdam.
const JOBS_INTERVAL: Duration = Duration::from_secs(3600);
/// How long requests may take to end after we were asked to stop.
const GRACE_PERIOD: Duration = Duration::from_secs(20);

pub async fn bind(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}; --listen with port 0 picks a free one"))
}

pub fn address_of(listener: &TcpListener, settings: &ServeSettings) -> Result<String> {
    Ok(match &settings.public_url {
        Some(url) => url.clone(),
        None => format!("http://{}", listener.local_addr()?),
    })
}

/// Serves until somebody asks to stop, and then lets what is under way end.
pub async fn until_stopped(
    platform: Platform,
    listener: TcpListener,
    settings: &ServeSettings,
    site: Site,
    demo: Option<DemoPeople>,
) -> Result<TaskOutcome> {
    let alarms = Arc::new(Alarms::default());
    let web = Web::new(platform.pages().clone(), site.assets, settings, demo, alarms.clone());
    let router = web::router(web, &site.folder);
    let jobs = tokio::spawn(run_jobs(platform.app().clone()));
    let (app, begin_after) = (platform.app().clone(), Duration::from_secs(settings.prove_after));
    let proving = tokio::spawn(async move { prove_rows(app, &alarms, begin_after).await });
    web::connections::serve(listener, router, asked_to_stop(), GRACE_PERIOD).await;
    jobs.abort();
    proving.abort();
    platform.close().await?;
    Ok(TaskOutcome::Done)
}

async fn asked_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminated) => tokio::select! {
            _ = interrupted => {}
            _ = terminated.recv() => {}
        },
        Err(_) => drop(interrupted.await),
    }
}

/// The daily jobs, for each school. A job may run twice, so several nodes may all do this.
async fn run_jobs(app: app::App) {
    let mut clock = tokio::time::interval(JOBS_INTERVAL);
    clock.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        clock.tick().await;
        let schools = match app.store().schools().await {
            Ok(schools) => schools,
            Err(error) => {
                tracing::warn!(%error, "the jobs cannot see the schools; they try again in an hour");
                continue;
            }
        };
        for school in schools {
            match app.state_ages(school.id).await {
                Ok(0) => {}
                Ok(stated) => tracing::info!(school = school.slug, stated, "birthdays stated"),
                Err(problem) => tracing::warn!(school = school.slug, ?problem, "birthdays could not be stated"),
            }
            match app.seal_access_log(school.id).await {
                Ok(_) => {}
                Err(problem) => tracing::error!(school = school.slug, ?problem, "the access log could not be sealed"),
            }
            match app.prune_access_log(school.id).await {
                Ok(0) => {}
                Ok(rows) => tracing::info!(school = school.slug, rows, "old rows of the access log let go"),
                Err(problem) => tracing::warn!(school = school.slug, ?problem, "old rows of the access log could not be let go"),
            }
            match app.lapse_agreements(school.id).await {
                Ok(0) => {}
                Ok(lapsed) => tracing::info!(school = school.slug, lapsed, "agreements ran out"),
                Err(problem) => tracing::warn!(school = school.slug, ?problem, "agreements could not be looked at"),
            }
        }
    }
}
