//! How a journey is run: a host, a browser, the story, and a clean end whatever happens.

use std::env;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use futures_util::FutureExt;
use tokio::runtime::Builder;
use tokio::time::timeout;

use crate::browser::{Engine, Phone};
use crate::visit::{Visit, must};

/// The longest that a story may take.
const STORY: Duration = Duration::from_mins(8);

/// The longest that its ending may take.
const ENDING: Duration = Duration::from_mins(1);

/// Tells a story in one engine. Ends the browser in any case; panics when the story fails, or
/// when a promise is broken that holds for all of them.
pub fn run(
    engine: Engine,
    name: &str,
    phone: &Phone,
    folder: &Path,
    story: impl AsyncFnOnce(&mut Visit),
) {
    tell(engine, name, phone, folder, STORY, story);
}

/// [`run`] for a story of any length.
pub(crate) fn tell(
    engine: Engine,
    name: &str,
    phone: &Phone,
    folder: &Path,
    longest: Duration,
    story: impl AsyncFnOnce(&mut Visit),
) {
    let runtime = must(Builder::new_current_thread().enable_all().build(), "a runtime");
    runtime.block_on(async {
        let mut visit = Visit::begin(engine, name, phone, folder).await;
        let told = AssertUnwindSafe(timeout(longest, async {
            story(&mut visit).await;
            visit.holds_the_promises().await;
        }));
        let told = told.catch_unwind().await;
        if !matches!(told, Ok(Ok(()))) {
            let report = AssertUnwindSafe(timeout(ENDING, visit.report()));
            let _ = report.catch_unwind().await;
        }
        visit.browser.end().await;
        match told {
            Ok(Ok(())) => {}
            Ok(Err(_)) => panic!("{name} in {engine:?} took longer than {longest:?}"),
            Err(panic) => resume_unwind(panic),
        }
    });
}

/// The built site, from `TUCAI_DIST`.
pub fn dist() -> PathBuf {
    let Some(folder) = env::var_os("TUCAI_DIST").map(PathBuf::from) else {
        panic!(
            "TUCAI_DIST is not set: it names the folder that `cargo xtask build` made, \
             as an absolute path (`cargo xtask test` sets it)"
        );
    };
    assert!(
        folder.is_absolute() && folder.join("index.html").is_file(),
        "TUCAI_DIST is {}: not the absolute path of a built site",
        folder.display()
    );
    folder
}

/// Makes a test of each story for each engine.
///
/// ```ignore
/// journeys! {
///     a_student_opens_the_link;
///     a_phone_far_away with Phone::default().in_zone("America/New_York");
/// }
///
/// async fn a_student_opens_the_link(visit: &mut Visit) { … }
/// ```
///
/// `at folder();` in front serves another folder than the built site; `only Chromium;` leaves
/// the other engine out, for what its driver cannot do.
#[macro_export]
macro_rules! journeys {
    (at $folder:expr; $($rest:tt)+) => {
        $crate::journeys!(@engine chromium Chromium, $folder; $($rest)+);
        $crate::journeys!(@engine webkit WebKit, $folder; $($rest)+);
    };
    (only Chromium; $($rest:tt)+) => {
        $crate::journeys!(@engine chromium Chromium, $crate::dist(); $($rest)+);
    };
    (@engine $module:ident $engine:ident, $folder:expr;
        $($story:ident $(with $phone:expr)?;)+) => {
        mod $module {
            #[allow(unused_imports, reason = "the phones and folders may be named in full")]
            use super::*;
            $(
                #[test]
                fn $story() {
                    #[allow(unused_variables, reason = "the usual phone, unless one is named")]
                    let phone = $crate::Phone::default();
                    $( let phone = $phone; )?
                    let name = concat!(module_path!(), "::", stringify!($story));
                    let name = name.split_once("::").map_or(name, |(_, name)| name);
                    $crate::run($crate::Engine::$engine, name, &phone, &$folder, super::$story);
                }
            )+
        }
    };
    ($($rest:tt)+) => {
        $crate::journeys!(at $crate::dist(); $($rest)+);
    };
}
