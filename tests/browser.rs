//! The two engines, the phone that a journey is made with, and a browser's session.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::TempDir;
use tokio::time::{sleep, timeout};
use url::{ParseError, Url};

use crate::process::{Started, find, free_port};

/// How long a browser may take to start or to end: a busy machine is no failure of the product.
const PATIENCE: Duration = Duration::from_mins(1);

/// The virtual screen. A window may reach beyond it.
const SCREEN: (u32, u32) = (1600, 1200);

/// A browser engine under test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Blink, through `chromedriver`.
    Chromium,
    /// `WebKitGTK`, through `WebKitWebDriver` on a virtual screen.
    WebKit,
}

impl Engine {
    /// The name of the folder for its screenshots.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::WebKit => "webkit",
        }
    }
}

/// The phone of a journey: what the browser starts with. The default is a small phone in China.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own on a phone")]
pub struct Phone {
    pub(crate) size: (u32, u32),
    zone: &'static str,
    dark: bool,
    calm: bool,
    pub(crate) large_text: bool,
    scripts: bool,
    camera: Option<PathBuf>,
}

impl Default for Phone {
    fn default() -> Self {
        Self {
            size: (360, 740),
            zone: "Asia/Shanghai",
            dark: false,
            calm: false,
            large_text: false,
            scripts: true,
            camera: None,
        }
    }
}

impl Phone {
    /// With a viewport of so many CSS pixels.
    #[must_use]
    pub fn sized(self, width: u32, height: u32) -> Self {
        Self { size: (width, height), ..self }
    }

    /// In a time zone, such as `America/New_York`.
    #[must_use]
    pub fn in_zone(self, zone: &'static str) -> Self {
        Self { zone, ..self }
    }

    /// In dark mode.
    #[must_use]
    pub fn dark(self) -> Self {
        Self { dark: true, ..self }
    }

    /// With reduced motion.
    #[must_use]
    pub fn calm(self) -> Self {
        Self { calm: true, ..self }
    }

    /// With text of twice the usual size.
    #[must_use]
    pub fn with_large_text(self) -> Self {
        Self { large_text: true, ..self }
    }

    /// With a camera before which a [`crate::film`] runs (Chromium only), and with the permission
    /// to use it. A phone has none otherwise.
    #[must_use]
    pub fn with_camera(self, film: &Path) -> Self {
        Self { camera: Some(film.to_owned()), ..self }
    }

    /// With scripts switched off.
    #[must_use]
    pub fn without_scripts(self) -> Self {
        Self { scripts: false, ..self }
    }
}

/// A running browser with one session. It must be ended; if it is not, its processes still are.
pub(crate) struct Browser {
    pub client: Client,
    port: u16,
    // Ended in this order: the driver and its browser, then the screen under them, then the files.
    _driver: Started,
    _screen: Option<Started>,
    profile: TempDir,
}

impl Browser {
    /// Starts a driver and a session in it. `outside` is where everything that is not for
    /// 127.0.0.1 goes instead of into the world.
    pub(crate) async fn start(
        engine: Engine,
        phone: &Phone,
        outside: &str,
    ) -> Result<Self, String> {
        let profile = tempfile::Builder::new().prefix("tucai-tests-").tempdir();
        let profile = profile.map_err(|error| format!("no temporary folder: {error}"))?;
        let screen = match engine {
            Engine::Chromium => None,
            Engine::WebKit => Some(screen()?),
        };
        let port = free_port()?;
        let mut command = match engine {
            Engine::Chromium => {
                Command::new(find("chromedriver", "CHROMEDRIVER", "chromium-driver")?)
            }
            Engine::WebKit => {
                Command::new(find("WebKitWebDriver", "WEBKITDRIVER", "webkit2gtk-driver")?)
            }
        };
        command
            .arg(format!("--port={port}"))
            .env("TZ", phone.zone)
            .env("HOME", profile.path())
            .env("XDG_CONFIG_HOME", profile.path().join("config"))
            .env("XDG_CACHE_HOME", profile.path().join("cache"))
            .env("XDG_DATA_HOME", profile.path().join("data"))
            .stdout(Stdio::null());
        if let Some((_, display)) = &screen {
            command.env("DISPLAY", display).env_remove("WAYLAND_DISPLAY");
            gtk_settings(&profile, phone).map_err(|error| format!("GTK settings: {error}"))?;
        }
        let mut driver = Started::new(&mut command)?;
        driver.listens(port).map_err(|why| format!("the driver of {engine:?} {why}"))?;

        let client = session(engine, phone, outside, port, &profile).await?;
        let screen = screen.map(|(screen, _)| screen);
        let browser = Self { client, port, _driver: driver, _screen: screen, profile };
        browser.dress(engine, phone).await?;
        Ok(browser)
    }

    /// Closes the browser and starts it again with what it has kept.
    pub(crate) async fn restart(
        &mut self,
        engine: Engine,
        phone: &Phone,
        outside: &str,
    ) -> Result<(), String> {
        let closed = self.client.clone().close().await;
        closed.map_err(|error| format!("{engine:?} did not close: {error}"))?;
        self.client = session(engine, phone, outside, self.port, &self.profile).await?;
        self.dress(engine, phone).await
    }

    /// What can only be asked of a running browser.
    async fn dress(&self, engine: Engine, phone: &Phone) -> Result<(), String> {
        if engine == Engine::Chromium {
            let scheme = if phone.dark { "dark" } else { "light" };
            let motion = if phone.calm { "reduce" } else { "no-preference" };
            let media = json!({"features": [
                {"name": "prefers-color-scheme", "value": scheme},
                {"name": "prefers-reduced-motion", "value": motion},
            ]});
            self.cdp("Emulation.setEmulatedMedia", media).await?;
        }
        self.resize(engine, phone.size).await
    }

    /// Gives the page a viewport of exactly this size.
    pub(crate) async fn resize(&self, engine: Engine, size: (u32, u32)) -> Result<(), String> {
        let (width, height) = size;
        match engine {
            Engine::Chromium => {
                // No emulated phone: that would zoom out over content which is too wide.
                let metrics = json!({
                    "width": width, "height": height, "deviceScaleFactor": 2, "mobile": false,
                });
                self.cdp("Emulation.setDeviceMetricsOverride", metrics).await.map(drop)
            }
            Engine::WebKit => {
                let failed = |error| format!("no window of {width}×{height}: {error}");
                // Without a window manager the focus follows the pointer, and the pointer rests
                // in the middle of the screen: the bar above the page goes there, so that the
                // page has the focus and nothing on it is hovered over.
                let (x, y) = (SCREEN.0.saturating_sub(width) / 2, SCREEN.1 / 2 - 3);
                let script = "return [innerWidth, innerHeight, outerHeight - innerHeight]";
                let mut bar = 0;
                for _ in 0..100 {
                    let rect = self.client.set_window_rect(x, y, width, height + bar).await;
                    rect.map_err(failed)?;
                    let sizes = self.client.execute(script, Vec::new()).await.map_err(failed)?;
                    if (&sizes[0], &sizes[1]) == (&json!(width), &json!(height)) {
                        return Ok(());
                    }
                    // The page follows its window a little later.
                    sleep(Duration::from_millis(20)).await;
                    bar = sizes[2].as_u64().and_then(|n| u32::try_from(n).ok()).unwrap_or_default();
                }
                Err(format!("the window never became {width}×{height}"))
            }
        }
    }

    /// Sends a command of the Chrome `DevTools` Protocol.
    pub(crate) async fn cdp(&self, name: &str, parameters: Value) -> Result<Value, String> {
        let body = json!({"cmd": name, "params": parameters});
        let command = Extension { path: "goog/cdp/execute", body };
        self.client.issue_cmd(command).await.map_err(|error| format!("{name}: {error}"))
    }

    /// What Chromium's console has said since it was last asked.
    pub(crate) async fn console(&self) -> Result<Value, String> {
        let command = Extension { path: "se/log", body: json!({"type": "browser"}) };
        self.client.issue_cmd(command).await.map_err(|error| format!("console: {error}"))
    }

    /// Deletes the session, so that the browser ends properly, then the processes.
    pub(crate) async fn end(self) {
        // Whatever a driver thinks of it: the processes end in any case.
        let _ = timeout(Duration::from_secs(10), self.client.clone().close()).await;
    }
}

/// Starts a browser through the driver that listens at a port.
async fn session(
    engine: Engine,
    phone: &Phone,
    outside: &str,
    port: u16,
    profile: &TempDir,
) -> Result<Client, String> {
    let mut capabilities = match engine {
        Engine::Chromium => chromium(phone, profile),
        Engine::WebKit => webkit(phone),
    };
    capabilities.insert(
        "proxy".to_owned(),
        json!({
            "proxyType": "manual", "httpProxy": outside, "sslProxy": outside,
            "noProxy": ["127.0.0.1"],
        }),
    );
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(capabilities);
    timeout(PATIENCE, builder.connect(&format!("http://127.0.0.1:{port}")))
        .await
        .map_err(|_| format!("{engine:?} did not start within {PATIENCE:?}"))?
        .map_err(|error| format!("{engine:?} did not start: {error}"))
}

/// A command outside the standard, below `/session/<id>/`.
#[derive(Debug)]
struct Extension {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extension {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

fn chromium(phone: &Phone, profile: &TempDir) -> Map<String, Value> {
    let data = format!("--user-data-dir={}", profile.path().join("chromium").display());
    let mut args = vec![
        "--headless=new",
        // In a container the browser runs as root, and shared memory is small.
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-features=AutofillServerCommunication",
        "--disable-sync",
        "--no-first-run",
        &data,
    ];
    let film = phone.camera.as_ref().map(|film| film.display());
    let film = film.map(|film| format!("--use-file-for-fake-video-capture={film}"));
    if let Some(film) = &film {
        args.extend(["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", film]);
    }
    let mut prefs = Map::new();
    if phone.large_text {
        prefs.insert("webkit".to_owned(), json!({"webprefs": {"default_font_size": 32}}));
    }
    if !phone.scripts {
        prefs.insert(
            "profile".to_owned(),
            json!({"default_content_setting_values": {"javascript": 2}}),
        );
    }
    let mut options = json!({"args": args, "prefs": prefs});
    if let (Some(binary), Some(options)) = (env::var("CHROMIUM").ok(), options.as_object_mut()) {
        options.insert("binary".to_owned(), json!(binary));
    }
    Map::from_iter([
        ("goog:chromeOptions".to_owned(), options),
        ("goog:loggingPrefs".to_owned(), json!({"browser": "ALL"})),
    ])
}

fn webkit(phone: &Phone) -> Map<String, Value> {
    let mut args = vec!["--automation"];
    if phone.dark {
        args.push("--dark-mode");
    }
    if !phone.scripts {
        args.push("--enable-javascript=false");
    }
    Map::from_iter([("webkitgtk:browserOptions".to_owned(), json!({"args": args}))])
}

/// A virtual screen, and the name of its display.
fn screen() -> Result<(Started, String), String> {
    let mut command = Command::new(find("Xvfb", "XVFB", "xvfb")?);
    // The server itself picks a free display and writes its number.
    let size = format!("{}x{}x24", SCREEN.0, SCREEN.1);
    command.args(["-displayfd", "1", "-screen", "0", &size, "-nolisten", "tcp"]);
    let mut screen = Started::new(command.stdout(Stdio::piped()))?;
    let number = screen.first_line().filter(|line| !line.is_empty());
    let number = number.ok_or_else(|| "Xvfb found no free display".to_owned())?;
    Ok((screen, format!(":{number}")))
}

fn gtk_settings(profile: &TempDir, phone: &Phone) -> std::io::Result<()> {
    let folder = profile.path().join("config/gtk-3.0");
    fs::create_dir_all(&folder)?;
    let settings = format!("[Settings]\ngtk-enable-animations={}\n", !phone.calm);
    fs::write(folder.join("settings.ini"), settings)?;
    // MiniBrowser's toolbar keeps its window at 447 pixels or more; without its paddings and
    // icons a window can be as narrow as a phone.
    fs::write(
        folder.join("gtk.css"),
        "* { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0;\
         font-size: 4px; -gtk-icon-transform: scale(0.2); }\n",
    )
}
