//! A kept try as it lies on the phone. What lies there is hostile input like any other.

use tucai_wire::Misread;
use tucai_wire::numbers::Numbers;

use crate::record::Unusable;

/// Raised whenever an older page would misread a newer record.
const SCHEMA: u32 = 1;

/// How many things to mend are kept with a try, and letters of each.
const MOST_FIXES: usize = 16;
const LONGEST_FIX: usize = 60;

/// What is known of a kept try, besides its picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Shot {
    /// The id of the notice by which it was judged.
    pub notice: String,
    /// When it was kept: milliseconds since 1970, UTC.
    pub kept: f64,
    /// What was to be mended, in a few words each.
    pub fixes: Vec<String>,
    /// How many more findings were not certain.
    pub unsure: u32,
}

impl Shot {
    /// Its words as they are kept: notice, then what was to be mended.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.notice.as_str()).chain(self.fixes.iter().map(String::as_str))
    }

    /// Its numbers as they are kept: schema, kept, unsure.
    pub fn numbers(&self) -> [f64; 3] {
        [SCHEMA.into(), self.kept, self.unsure.into()]
    }
}

/// Puts a try together from what lies on the phone.
pub fn read(words: Vec<String>, numbers: &[f64]) -> Result<Shot, Unusable> {
    let read = |numbers: &[f64]| {
        let mut numbers = Numbers::of(numbers);
        if numbers.whole()? != SCHEMA {
            return Err(Misread);
        }
        let both = (numbers.finite()?, numbers.whole()?);
        if numbers.is_empty() { Ok(both) } else { Err(Misread) }
    };
    let (kept, unsure) = read(numbers).map_err(|Misread| Unusable)?;
    let mut words = words.into_iter();
    let notice = words.next().ok_or(Unusable)?;
    let short = |fix: String| fix.chars().take(LONGEST_FIX).collect();
    let fixes = words.take(MOST_FIXES).map(short).collect();
    Ok(Shot { notice, kept, fixes, unsure })
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shot() -> Shot {
        let fixes = vec!["头顶位置".to_owned(), "头不歪".to_owned()];
        Shot { notice: "cqie-2027".to_owned(), kept: 1.7e12, fixes, unsure: 2 }
    }

    fn words(shot: &Shot) -> Vec<String> {
        shot.words().map(str::to_owned).collect()
    }

    #[test]
    fn a_try_comes_back_as_it_was_kept() {
        assert_eq!(read(words(&shot()), &shot().numbers()).ok(), Some(shot()));
    }

    #[test]
    fn what_does_not_fit_together_is_not_used() {
        assert!(read(vec![], &shot().numbers()).is_err());
        for wrong in [&[][..], &[2.0, 1.0, 0.0], &[1.0, f64::NAN, 0.0], &[1.0, 1.0, -1.0]] {
            assert!(read(words(&shot()), wrong).is_err(), "{wrong:?}");
        }
        let many = vec!["长".repeat(500); 500];
        let read = read(many, &shot().numbers()).ok().unwrap();
        assert_eq!((read.fixes.len(), read.fixes[0].chars().count()), (16, 60));
    }

    proptest! {
        #[test]
        fn anything_may_lie_there(
            words in any::<Vec<String>>(), numbers in prop::collection::vec(any::<f64>(), 0..5),
        ) {
            let _ = read(words, &numbers);
        }
    }
}
