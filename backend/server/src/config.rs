//! Every setting. The environment and the command line say the same things; the command line wins.

use axum::http::Uri;
use clap::Args;
use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

/// Where the data is.
#[derive(Clone, Debug, Args)]
pub struct DataSettings {
    /// Folder for the private PostgreSQL and the platform key, when no DATABASE_URL is set
    #[arg(long, value_name = "DIR", env = "KEUKENTAFEL_DATA", default_value = "keukentafel-data")]
    pub data: PathBuf,

    /// PostgreSQL to use instead of a private one, as the runtime role (kt_app)
    #[arg(long, value_name = "URL", env = "DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,

    /// The same database as the role of sign-in (kt_sign_in)
    #[arg(long, value_name = "URL", env = "SIGN_IN_DATABASE_URL", hide_env_values = true)]
    pub sign_in_database_url: Option<String>,

    /// The same database as the role of the daily jobs (kt_jobs); only `serve` needs it
    #[arg(long, value_name = "URL", env = "JOBS_DATABASE_URL", hide_env_values = true)]
    pub jobs_database_url: Option<String>,

    /// The same database as the role of the command line (kt_operator); every command but `serve` needs it
    #[arg(long, value_name = "URL", env = "OPERATOR_DATABASE_URL", hide_env_values = true)]
    pub operator_database_url: Option<String>,

    /// The same database as its owner (kt_owner); only `migrate` needs it
    #[arg(long, value_name = "URL", env = "OWNER_DATABASE_URL", hide_env_values = true)]
    pub owner_database_url: Option<String>,

    /// The keys' own database, as the runtime role; in production on another cluster
    #[arg(long, value_name = "URL", env = "KEYS_DATABASE_URL", hide_env_values = true)]
    pub keys_database_url: Option<String>,

    /// The platform key, 64 hexadecimal digits; a private PostgreSQL makes <DIR>/platform.key
    #[arg(long, value_name = "FILE", env = "PLATFORM_KEY_FILE")]
    pub platform_key_file: Option<PathBuf>,
}

/// Where and how pages are served.
#[derive(Clone, Debug, Args)]
pub struct ServeSettings {
    /// Address to listen on; port 0 picks a free one
    #[arg(long, value_name = "ADDR", env = "KEUKENTAFEL_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// The address that people type, such as https://keukentafel.example; makes cookies secure
    #[arg(long, value_name = "URL", env = "KEUKENTAFEL_PUBLIC_URL", value_parser = public_url)]
    pub public_url: Option<String>,

    /// Addresses of the reverse proxies before this server, whose X-Forwarded-For is believed
    #[arg(long, value_name = "ADDR", env = "KEUKENTAFEL_PROXIES", value_delimiter = ',', default_values = ["127.0.0.1", "::1"])]
    pub proxies: Vec<IpAddr>,

    /// Folder with pkg/manifest.json as `cargo xtask web` makes it [default: site beside the program, else target/site]
    #[arg(long, value_name = "DIR", env = "KEUKENTAFEL_SITE")]
    pub site: Option<PathBuf>,

    /// Seconds after the start until stored rows are folded again and compared with the log; after that each night
    #[arg(long, value_name = "SECONDS", env = "KEUKENTAFEL_PROVE_AFTER", default_value_t = 60)]
    pub prove_after: u64,
}

/// An address such as people type, without anything behind it: links are made by adding to it.
pub fn public_url(text: &str) -> Result<String, String> {
    let wrong = || format!("{text:?} is no address such as https://keukentafel.example");
    let url = text.parse::<Uri>().map_err(|_| wrong())?;
    let is_web = matches!(url.scheme_str(), Some("http" | "https"));
    let is_bare = url.path() == "/" && url.query().is_none();
    match url.authority() {
        Some(host) if is_web && is_bare && !host.as_str().contains('@') => Ok(text.trim_end_matches('/').to_owned()),
        _ => Err(wrong()),
    }
}

impl ServeSettings {
    /// The folder with what browsers get.
    pub fn site(&self) -> PathBuf {
        if let Some(site) = &self.site {
            return site.clone();
        }
        let beside = std::env::current_exe().ok().and_then(|exe| exe.parent().map(|folder| folder.join("site")));
        beside.filter(|site| site.is_dir()).unwrap_or_else(|| PathBuf::from("target/site"))
    }
}

#[cfg(test)]
mod specs {
    use super::public_url;

    #[test]
    fn a_public_address_is_one_that_people_can_type() {
        assert_eq!(public_url("https://keukentafel.example/").as_deref(), Ok("https://keukentafel.example"));
        assert_eq!(public_url("http://127.0.0.1:8080").as_deref(), Ok("http://127.0.0.1:8080"));
        for text in
            ["", "keukentafel.example", "ftp://keukentafel.example", "https://", "https://a.example/pad", "https://a@b.example"]
        {
            assert!(public_url(text).is_err(), "{text}");
        }
    }
}
