//! The databases under the product: a private PostgreSQL in the data folder, or the ones that DATABASE_URL names.

use crate::config::DataSettings;
use anyhow::{Context, Result, bail};
use app::App;
use std::path::{Path, PathBuf};
use store::{
    APP, DatabaseKind, JOBS, OPERATOR, OWNER, PlatformKey, SIGN_IN, Settings, Store, World,
    cluster::{Cluster, Durability, SUPERUSER},
    has_platform_key, migrate, prepare_server,
};

/// Connections to the log. Two cores want few: more only wait for each other.
const CONNECTIONS_MAX: u32 = 16;
const DATABASE: &str = "keukentafel";

/// Whose work this process does besides that of people who are signed in, and so which role gives it tickets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unattended {
    /// The daily jobs.
    Jobs,
    /// The command line.
    Operator,
}

impl Unattended {
    fn role(self) -> &'static str {
        match self {
            Unattended::Jobs => JOBS,
            Unattended::Operator => OPERATOR,
        }
    }

    fn url(self, settings: &DataSettings) -> Result<String> {
        let (url, name) = match self {
            Unattended::Jobs => (&settings.jobs_database_url, "JOBS_DATABASE_URL"),
            Unattended::Operator => (&settings.operator_database_url, "OPERATOR_DATABASE_URL"),
        };
        url.clone().with_context(|| format!("DATABASE_URL is set, so {name} is needed too, as {}", self.role()))
    }
}

/// An open store, and the private PostgreSQL that it stands on, if any.
pub struct Platform {
    /// For people who are signed in.
    pages: App,
    /// For work that nobody is signed in for.
    app: App,
    cluster: Option<Cluster>,
}

impl Platform {
    /// Opens what the settings say, for real people, on the command line.
    pub async fn open(settings: &DataSettings) -> Result<Platform> {
        Platform::open_as(settings, Unattended::Operator, DatabaseKind::Live, World::real()).await
    }

    /// The same, to serve pages.
    pub async fn open_to_serve(settings: &DataSettings) -> Result<Platform> {
        Platform::open_as(settings, Unattended::Jobs, DatabaseKind::Live, World::real()).await
    }

    /// The same, for work on what is there already: a folder that somebody mistyped is not filled with a new database.
    pub async fn open_filled(settings: &DataSettings) -> Result<Platform> {
        if settings.database_url.is_none() && !Cluster::is_at(&settings.data) {
            bail!("{} holds no data; give --data, or begin with: keukentafel school add", settings.data.display());
        }
        Platform::open(settings).await
    }

    /// Opens whatever is there, a demonstration as well, and builds no view: for work that looks at logs and not at people, and
    /// that must find things as they are.
    pub async fn open_any(settings: &DataSettings) -> Result<Platform> {
        if settings.database_url.is_none() && demo::is_at(&settings.data) {
            return Platform::open_unbuilt(settings, Unattended::Operator, DatabaseKind::Demo, demo::world(&settings.data)?)
                .await;
        }
        if settings.database_url.is_none() && !Cluster::is_at(&settings.data) {
            bail!("{} holds no data; give --data, or begin with: keukentafel school add", settings.data.display());
        }
        Platform::open_unbuilt(settings, Unattended::Operator, DatabaseKind::Live, World::real()).await
    }

    pub async fn open_as(settings: &DataSettings, unattended: Unattended, kind: DatabaseKind, world: World) -> Result<Platform> {
        let platform = Platform::open_unbuilt(settings, unattended, kind, world).await?;
        platform.build_views().await?;
        Ok(platform)
    }

    async fn open_unbuilt(settings: &DataSettings, unattended: Unattended, kind: DatabaseKind, world: World) -> Result<Platform> {
        match &settings.database_url {
            Some(url) => Platform::connect(settings, unattended, url, world).await,
            None => Platform::start(settings, unattended, kind, world).await,
        }
    }

    /// Somebody else runs PostgreSQL, and migrates by hand with `keukentafel migrate`.
    async fn connect(settings: &DataSettings, unattended: Unattended, url: &str, world: World) -> Result<Platform> {
        let needed =
            |url: &Option<String>, name| url.clone().with_context(|| format!("DATABASE_URL is set, so {name} is needed too"));
        let path = settings.platform_key_file.as_ref().context("DATABASE_URL is set, so PLATFORM_KEY_FILE is needed too")?;
        let key = PlatformKey::load(path)?;
        let settings = Settings {
            log_url: url.to_owned(),
            keys_url: needed(&settings.keys_database_url, "KEYS_DATABASE_URL")?,
            sign_in_url: needed(&settings.sign_in_database_url, "SIGN_IN_DATABASE_URL")?,
            unattended_url: unattended.url(settings)?,
            erasure_url: None,
            connections: CONNECTIONS_MAX,
        };
        let store = Store::open(&settings, key, world).await?;
        store.check_durability().await?;
        Ok(Platform::of(store, None))
    }

    /// Our own PostgreSQL: started, prepared and migrated here.
    async fn start(settings: &DataSettings, unattended: Unattended, kind: DatabaseKind, world: World) -> Result<Platform> {
        let folder = settings.data.clone();
        let cluster = tokio::task::spawn_blocking(move || Cluster::open(&folder, Durability::Durable)).await??;
        prepare_server(&cluster.url(SUPERUSER, "postgres"), DATABASE).await?;
        let keys = format!("{DATABASE}_keys");
        migrate(&cluster.url(OWNER, DATABASE), &cluster.url(OWNER, &keys), kind).await?;
        let file = key_file(settings);
        let settings = Settings {
            log_url: cluster.url(APP, DATABASE),
            keys_url: cluster.url(APP, &keys),
            sign_in_url: cluster.url(SIGN_IN, DATABASE),
            unattended_url: cluster.url(unattended.role(), DATABASE),
            erasure_url: None,
            connections: CONNECTIONS_MAX,
        };
        let key = platform_key(&file, &settings).await?;
        let store = Store::open(&settings, key, world).await?;
        Ok(Platform::of(store, Some(cluster)))
    }

    fn of(store: Store, cluster: Option<Cluster>) -> Platform {
        Platform { app: App::new(store.unattended()), pages: App::new(store), cluster }
    }

    /// Builds the views that this version of the program has and a school's log does not keep yet.
    async fn build_views(&self) -> Result<()> {
        for school in self.store().schools().await? {
            for view in self.store().views_to_build(school.id).await? {
                tracing::info!(school = school.slug, view = view.name, "building a view");
                self.store().rebuild(school.id, view, |_| {}).await?;
            }
        }
        Ok(())
    }

    /// The door for people who are signed in.
    pub fn pages(&self) -> &App {
        &self.pages
    }
    /// The door for jobs and the command line.
    pub fn app(&self) -> &App {
        &self.app
    }
    pub fn store(&self) -> &Store {
        self.app.store()
    }

    /// Lets what is under way end, closes the connections and leaves the private PostgreSQL.
    pub async fn close(self) -> Result<()> {
        self.app.store().close().await;
        if let Some(cluster) = self.cluster {
            tokio::task::spawn_blocking(move || cluster.stop()).await??;
        }
        Ok(())
    }
}

/// The key in the file. A new one is made only where nothing was ever sealed: a key that got lost is no reason for another.
async fn platform_key(file: &Path, settings: &Settings) -> Result<PlatformKey> {
    if !file.exists() && has_platform_key(settings).await? {
        bail!("{} is missing, and there are schools whose keys only it opens. Put back a copy of that file", file.display());
    }
    let (key, made) = PlatformKey::load_or_make(file)?;
    if made {
        tracing::warn!(
            file = %file.display(),
            "made a platform key; keep a copy of this file apart from the data: without it nothing can be read"
        );
    }
    Ok(key)
}

fn key_file(settings: &DataSettings) -> PathBuf {
    settings.platform_key_file.clone().unwrap_or_else(|| settings.data.join("platform.key"))
}
