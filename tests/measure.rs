//! What the benchmarks share: a visit that ends with a result, and times.

use std::path::Path;
use std::time::Duration;

use crate::browser::{Engine, Phone};
use crate::journey::tell;
use crate::visit::Visit;

/// The longest that a benchmark may take.
const LONGEST: Duration = Duration::from_mins(30);

/// What a visit in Chromium comes to; `name` is for the report of a failure.
pub fn measured<T>(
    name: &str,
    phone: &Phone,
    folder: &Path,
    visit: impl AsyncFnOnce(&mut Visit) -> T,
) -> T {
    let mut result = None;
    tell(Engine::Chromium, name, phone, folder, LONGEST, async |visitor: &mut Visit| {
        result = Some(visit(visitor).await);
    });
    result.unwrap_or_else(|| panic!("{name} ended without a result"))
}

/// Milliseconds, one for each time that something was done.
#[derive(Clone, Debug, Default)]
pub struct Times(Vec<f64>);

impl Times {
    /// One more.
    pub fn push(&mut self, time: f64) {
        self.0.push(time);
    }

    /// So many of them lie at or below this: half, for 0.5. Not a number where there is none.
    pub fn quantile(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a position among a few hundred"
        )]
        let at = (sorted.len() as f64 * share) as usize;
        sorted.get(at.min(sorted.len().saturating_sub(1))).copied().unwrap_or(f64::NAN)
    }

    /// The one in the middle.
    pub fn median(&self) -> f64 {
        self.quantile(0.5)
    }

    /// The longest; zero where there is none.
    pub fn worst(&self) -> f64 {
        self.0.iter().copied().fold(0.0, f64::max)
    }

    /// The median and all of them, for a handful.
    pub fn told(&self) -> String {
        let all: Vec<String> = self.0.iter().map(|time| format!("{time:.0}")).collect();
        format!("{:.0} ms (median of {})", self.median(), all.join(", "))
    }
}

impl FromIterator<f64> for Times {
    fn from_iter<I: IntoIterator<Item = f64>>(times: I) -> Self {
        Self(times.into_iter().collect())
    }
}

impl IntoIterator for Times {
    type Item = f64;
    type IntoIter = std::vec::IntoIter<f64>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Extend<f64> for Times {
    fn extend<I: IntoIterator<Item = f64>>(&mut self, times: I) {
        self.0.extend(times);
    }
}
