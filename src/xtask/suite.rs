//! Every check and every test, in the order in which a mistake shows soonest.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use pico_args::Arguments;

use crate::{
    bundle::Build,
    compile::TARGET,
    finish,
    project::{cargo, program, run, target_dir},
    size, system, tools,
};

/// The packages that run in a browser.
const IN_BROWSER: [&str; 10] = [
    "--package",
    "tucai-app",
    "--package",
    "tucai-code",
    "--package",
    "tucai-finder",
    "--package",
    "tucai-inspector",
    "--package",
    "tucai-worker",
];

/// Runs everything and says what took how long.
pub struct Suite {
    took: Vec<(&'static str, Duration)>,
}

impl Suite {
    /// Takes no options.
    pub fn parse(args: Arguments) -> Result<Self> {
        finish(args)?;
        Ok(Self { took: Vec::new() })
    }

    /// Stops at the first stage that fails.
    pub fn run(mut self) -> Result<()> {
        let build = Build::usual();
        self.stage("formatting", || run(&mut cargo(["fmt", "--all", "--check"])))?;
        self.stage("tools", || tools::wasm_target().and_then(|()| system::browsers()))?;
        self.stage("lints", lints)?;
        self.stage("native tests", native_tests)?;
        self.stage("wasm tests", wasm_tests)?;
        self.stage("build and size", || size::report(&build.run()?))?;
        self.stage("journeys", || {
            let mut journeys = cargo(["test", "--package", "tucai-tests"]);
            run(journeys.env("TUCAI_DIST", build.folder()))
        })?;
        for (name, took) in &self.took {
            println!("{:>7.1} s  {name}", took.as_secs_f64());
        }
        let all: Duration = self.took.iter().map(|(_, took)| *took).sum();
        println!("{:>7.1} s  altogether", all.as_secs_f64());
        Ok(())
    }

    fn stage(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) -> Result<()> {
        println!("== {name}");
        let begun = Instant::now();
        work().context(name)?;
        self.took.push((name, begun.elapsed()));
        Ok(())
    }
}

fn lints() -> Result<()> {
    let deny = ["--", "--deny", "warnings"];
    run(cargo(["clippy", "--workspace", "--all-targets", "--all-features"]).args(deny))?;
    run(cargo(["clippy", "--target", TARGET, "--all-targets"]).args(IN_BROWSER).args(deny))
}

fn native_tests() -> Result<()> {
    run(&mut cargo(["test", "--workspace", "--exclude", "tucai-tests", "--all-features"]))
}

/// A browser engine as the wasm test runner knows it.
struct Engine {
    driver: &'static str,
    /// The variable that may name another driver, for these tests and for the journeys.
    ours: &'static str,
    /// The variable by which the runner chooses engine and driver.
    runners: &'static str,
    /// Whether it cannot do without a screen.
    screen: bool,
}

const ENGINES: [Engine; 3] = [
    Engine { driver: "chromedriver", ours: "CHROMEDRIVER", runners: "CHROMEDRIVER", screen: false },
    Engine {
        driver: "WebKitWebDriver",
        ours: "WEBKITDRIVER",
        runners: "SAFARIDRIVER",
        screen: true,
    },
    Engine { driver: "geckodriver", ours: "GECKODRIVER", runners: "GECKODRIVER", screen: false },
];

/// The tests that need a browser's own objects, in each engine that has a driver here.
fn wasm_tests() -> Result<()> {
    let runner = wasm_test_runner()?;
    for engine in &ENGINES {
        let Some(driver) = system::find(engine.driver, engine.ours) else {
            continue;
        };
        println!("-- {}", engine.driver);
        let mut command = if engine.screen {
            program("xvfb-run", ["--auto-servernum", "cargo"])
        } else {
            cargo([])
        };
        for other in &ENGINES {
            command.env_remove(other.runners);
        }
        command.env(engine.runners, driver);
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", &runner);
        run(command
            .args(["test", "--lib", "--bins", "--tests", "--target", TARGET])
            .args(IN_BROWSER))?;
    }
    Ok(())
}

fn wasm_test_runner() -> Result<PathBuf> {
    let name = "wasm-test-runner";
    run(&mut cargo(["build", "--package", "xtask", "--all-features", "--bin", name]))?;
    Ok(target_dir()?.join("debug").join(name).with_extension(std::env::consts::EXE_EXTENSION))
}
