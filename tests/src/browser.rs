//! A real Chromium, driven over WebDriver. An empty console is asserted after every page: a dead wasm bundle or a broken
//! security policy shows nowhere else.

use crate::world::{Person, World, fresh_folder, root};
use anyhow::{Context, Result, bail};
use fantoccini::{Client, ClientBuilder, Locator, elements::Element, wd::Capabilities};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::{
    fs,
    net::TcpListener,
    num::NonZero,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::LazyLock,
    thread::available_parallelism,
    time::Duration,
};
use tokio::sync::{Semaphore, SemaphorePermit};

/// How a page is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub width: u32,
    pub height: u32,
    pub javascript: bool,
    pub dark: bool,
}

pub const PHONE: Look = Look { width: 360, height: 740, javascript: true, dark: false };
/// A tablet on end, as wide as half a screen.
pub const TABLET: Look = Look { width: 834, height: 1112, javascript: true, dark: false };
pub const LAPTOP: Look = Look { width: 1280, height: 900, javascript: true, dark: false };

impl Look {
    pub fn without_javascript(self) -> Look {
        Look { javascript: false, ..self }
    }
    pub fn in_the_dark(self) -> Look {
        Look { dark: true, ..self }
    }
}

/// A browser window with its driver; both end with it.
pub struct Browser {
    pub page: Client,
    pub look: Look,
    address: String,
    driver_address: String,
    driver: Child,
    profile: PathBuf,
    _turn: SemaphorePermit<'static>,
}

/// No more windows at once than the machine can draw: a server that shares it would be called busy for our own crowd.
static TURNS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2 * available_parallelism().map_or(1, NonZero::get)));

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let _ = fs::remove_dir_all(&self.profile);
    }
}

/// How long Chromium may take to come up on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

impl Browser {
    pub async fn open(address: &str, look: Look) -> Result<Browser> {
        let turn = TURNS.acquire().await?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("chromedriver does not start; `cargo xtask setup` installs it")?;
        let profile = fresh_folder("browser")?;
        let driver_address = format!("http://127.0.0.1:{port}");
        let page = match connect(&driver_address, capabilities(look, &profile)?).await {
            Ok(page) => page,
            Err(error) => {
                let mut driver = driver;
                let _ = driver.kill();
                let _ = driver.wait();
                return Err(error);
            }
        };
        Ok(Browser { page, look, address: address.to_owned(), driver_address, driver, profile, _turn: turn })
    }

    /// A window in which this person is signed in, at their first page. Where JavaScript runs, the accessibility check must.
    pub async fn signed_in(world: &World, person: &Person, look: Look) -> Result<Browser> {
        let address = if look.javascript { world.address_without_sandbox()? } else { &world.address };
        Browser::signed_in_at(address, person, look).await
    }

    /// The same with pages as they are sent. ChromeDriver cannot tap on an emulated touch screen in a page without scripts.
    pub async fn signed_in_at(address: &str, person: &Person, look: Look) -> Result<Browser> {
        let browser = Browser::open(address, look).await?;
        browser.go("/").await?;
        browser.click(&format!("button[name=person][value={}]", person.key)).await?;
        browser.arrives(&person.start).await?;
        Ok(browser)
    }

    pub async fn go(&self, path: &str) -> Result<()> {
        self.visit(path, 200).await
    }

    /// Opens a page that the server answers with this status. Any other fails here, with what the page says: later it
    /// would look as if something were missing from the page.
    pub async fn visit(&self, path: &str, status: u16) -> Result<()> {
        const STATUS: &str = "return performance.getEntriesByType('navigation')[0].responseStatus";
        self.page.goto(&format!("{}{path}", self.address)).await?;
        let answered = self.page.execute(STATUS, vec![]).await?;
        if answered != status {
            bail!("{path} was answered with {answered}, on {}:\n{}", self.path().await?, self.text().await?);
        }
        self.ids_stand_alone().await?;
        self.console_is_empty().await
    }

    /// No two elements have the same id: a label, an error or a pattern would belong to the first of them alone.
    async fn ids_stand_alone(&self) -> Result<()> {
        const TWICE: &str = "const ids = [...document.querySelectorAll('[id]')].map(e => e.id); \
            return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))]";
        let twice = self.page.execute(TWICE, vec![]).await?;
        if twice.as_array().is_none_or(|twice| !twice.is_empty()) {
            bail!("{} has ids that stand twice: {twice}", self.path().await?);
        }
        Ok(())
    }

    /// The first element that fits, as soon as it is there.
    pub async fn find(&self, locator: Locator<'_>) -> Result<Element> {
        let found = self.page.wait().at_most(PATIENCE).for_element(locator).await;
        match found {
            Ok(found) => Ok(found),
            Err(error) => bail!("{locator:?} is not on {}: {error}\n{}", self.path().await?, self.text().await?),
        }
    }

    pub async fn click(&self, css: &str) -> Result<()> {
        let found = self.find(Locator::Css(css)).await?;
        // As a person scrolls: into the middle of the window, clear of the bar at its lower edge.
        self.page.execute("arguments[0].scrollIntoView({block: 'center'})", vec![serde_json::to_value(&found)?]).await?;
        found.click().await?;
        self.console_is_empty().await
    }

    pub async fn click_text(&self, text: &str) -> Result<()> {
        let xpath = format!("//*[self::a or self::button][contains(normalize-space(.), \"{text}\")]");
        self.find(Locator::XPath(&xpath)).await?.click().await?;
        self.console_is_empty().await
    }

    pub async fn type_in(&self, css: &str, text: &str) -> Result<()> {
        let field = self.find(Locator::Css(css)).await?;
        field.clear().await?;
        field.send_keys(text).await?;
        Ok(())
    }

    /// What a person reads on the page.
    pub async fn text(&self) -> Result<String> {
        Ok(self.page.find(Locator::Css("body")).await?.text().await?)
    }

    pub async fn path(&self) -> Result<String> {
        let url = self.page.current_url().await?;
        Ok(url.as_str().trim_start_matches(&self.address).to_owned())
    }

    /// Waits until the address says this: a click comes back before the page that it leads to is there.
    pub async fn arrives(&self, part: &str) -> Result<()> {
        let begin = std::time::Instant::now();
        while !self.path().await?.contains(part) {
            if begin.elapsed() > PATIENCE {
                bail!("{} is not {part}:\n{}", self.path().await?, self.text().await?);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        self.console_is_empty().await
    }

    pub async fn says(&self, text: &str) -> Result<()> {
        let page = self.text().await?;
        if !page.contains(text) {
            bail!("the page {} does not say {text:?}:\n{page}", self.path().await?);
        }
        Ok(())
    }

    /// Fails on any line in the browser's console: an error, a warning, a refused script.
    pub async fn console_is_empty(&self) -> Result<()> {
        let session = self.page.session_id().await?.context("no browser session")?;
        let address = format!("{}/session/{session}/se/log", self.driver_address);
        let lines = tokio::task::spawn_blocking(move || -> Result<Value> {
            let answer = ureq::post(address).content_type("application/json").send(r#"{"type":"browser"}"#)?;
            Ok(serde_json::from_reader(answer.into_body().into_reader())?)
        })
        .await??;
        let lines = lines["value"].as_array().cloned().unwrap_or_default();
        // What the server answers on purpose (404, 422 …) is a line of the network, not of the page.
        let odd: Vec<_> = lines.iter().filter(|line| line["source"] != "network").collect();
        if !odd.is_empty() {
            bail!("the console of {} is not empty: {odd:#?}", self.path().await?);
        }
        Ok(())
    }

    /// Nothing on the page is wider than the window.
    pub async fn fits(&self) -> Result<()> {
        let wide = self
            .page
            .execute("return document.documentElement.scrollWidth - document.documentElement.clientWidth", vec![])
            .await?;
        if wide.as_i64().unwrap_or_default() > 0 {
            bail!("{} is {wide} px wider than a window of {} px", self.path().await?, self.look.width);
        }
        const RUN_OUT: &str = "return [...document.querySelectorAll('.btn, .choice label')].filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.textContent)";
        let run_out = self.page.execute(RUN_OUT, vec![]).await?;
        if run_out.as_array().is_some_and(|words| !words.is_empty()) {
            bail!("{} at {} px: words run out of their button or choice: {run_out}", self.path().await?, self.look.width);
        }
        Ok(())
    }

    /// WCAG 2.2 AA as far as a machine can tell: axe-core finds nothing. Needs JavaScript.
    pub async fn is_accessible(&self) -> Result<()> {
        let axe =
            fs::read_to_string(root().join("target/tools/axe/axe.min.js")).context("`cargo xtask setup` brings axe-core")?;
        self.page.execute(&axe, vec![]).await?;
        const RUN: &str = "const done = arguments[arguments.length - 1]; \
            axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']}) \
               .then(found => done(found.violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.html).join(' | '))))";
        let found = self.page.execute_async(RUN, vec![]).await?;
        let violations = found.as_array().cloned().unwrap_or_default();
        if !violations.is_empty() {
            bail!("{} is not accessible: {violations:#?}", self.path().await?);
        }
        Ok(())
    }

    /// All that a machine finds wrong with the page at this width, so that one run shows every page's faults.
    pub async fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if self.look.javascript {
            faults.extend(self.is_accessible().await.err());
        }
        faults.extend(self.fits().await.err());
        faults.into_iter().map(|fault| format!("{} px: {fault:#}", self.look.width)).collect()
    }

    /// Keeps a picture of the whole page where `KEUKENTAFEL_PICTURES` says, for people to look at.
    pub async fn picture(&self, name: &str) -> Result<()> {
        let Some(folder) = std::env::var_os("KEUKENTAFEL_PICTURES").map(PathBuf::from) else { return Ok(()) };
        fs::create_dir_all(&folder)?;
        let height = self.page.execute("return document.documentElement.scrollHeight", vec![]).await?.as_u64().unwrap_or(900);
        self.page.set_window_size(self.look.width, (height as u32 + 10).clamp(self.look.height, 6000)).await?;
        let picture = self.page.screenshot().await?;
        self.page.set_window_size(self.look.width, self.look.height).await?;
        fs::write(folder.join(format!("{name}-{}.png", self.look.width)), picture)?;
        Ok(())
    }

    pub async fn close(self) -> Result<()> {
        self.page.clone().close().await?;
        Ok(())
    }
}

async fn connect(driver: &str, capabilities: Capabilities) -> Result<Client> {
    let begin = std::time::Instant::now();
    loop {
        let connector = HttpConnector::new();
        match ClientBuilder::new(connector).capabilities(capabilities.clone()).connect(driver).await {
            Ok(page) => return Ok(page),
            Err(error) if begin.elapsed() > PATIENCE => bail!("chromium does not start: {error}"),
            Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    }
}

/// Headless, quiet, and not calling anybody outside this machine.
fn capabilities(look: Look, profile: &Path) -> Result<Capabilities> {
    let mut args = vec![
        "--headless=new".to_owned(),
        "--no-sandbox".into(),
        "--disable-gpu".into(),
        "--disable-quic".into(),
        "--disable-dev-shm-usage".into(),
        "--no-first-run".into(),
        "--disable-background-networking".into(),
        "--disable-component-update".into(),
        "--disable-sync".into(),
        "--accept-lang=nl".into(),
        "--force-color-profile=srgb".into(),
        "--hide-scrollbars".into(),
        format!("--window-size={},{}", look.width, look.height),
        format!("--user-data-dir={}", profile.display()),
    ];
    if look.dark {
        args.push("--force-dark-mode".into());
        args.push("--blink-settings=preferredColorScheme=0".into());
    }
    let javascript = if look.javascript { 1 } else { 2 };
    let wanted = json!({
        "browserName": "chrome",
        "goog:chromeOptions": {
            "args": args,
            // A phone is narrower than the narrowest window that Chromium opens. Without JavaScript ChromeDriver cannot
            // tap on an emulated touch screen (it waits for ever), so there only the size is a phone's.
            "mobileEmulation": if look.width < 500 { json!({"deviceMetrics": {"width": look.width, "height": look.height, "pixelRatio": 2.0, "mobile": look.javascript, "touch": look.javascript}}) } else { Value::Null },
            "prefs": {"profile.managed_default_content_settings.javascript": javascript, "intl.accept_languages": "nl"},
        },
        "goog:loggingPrefs": {"browser": "ALL"},
    });
    let Value::Object(mut wanted) = wanted else { bail!("capabilities are an object") };
    if let Some(options) = wanted.get_mut("goog:chromeOptions").and_then(Value::as_object_mut)
        && options["mobileEmulation"].is_null()
    {
        options.remove("mobileEmulation");
    }
    Ok(wanted)
}
