//! Numbers as a message is made of: taken one by one, and none taken on trust.

use std::slice::Iter;

use crate::Misread;

/// The numbers of a message, from the first that was not taken yet.
pub struct Numbers<'a>(Iter<'a, f64>);

impl<'a> Numbers<'a> {
    /// All of a message.
    pub fn of(numbers: &'a [f64]) -> Self {
        Self(numbers.iter())
    }

    /// The next, which is finite.
    pub fn finite(&mut self) -> Result<f64, Misread> {
        self.0.next().copied().filter(|number| number.is_finite()).ok_or(Misread)
    }

    /// The next, which is whole and not negative.
    pub fn whole(&mut self) -> Result<u32, Misread> {
        let number = self.finite()?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "compared next")]
        let whole = number as u32;
        #[allow(clippy::float_cmp, reason = "whole or not: the very same, or refused")]
        if f64::from(whole) == number { Ok(whole) } else { Err(Misread) }
    }

    /// The next, which says how many, or where.
    pub fn count(&mut self) -> Result<usize, Misread> {
        usize::try_from(self.whole()?).map_err(|_| Misread)
    }

    /// The next, which is a place in a list.
    pub fn one_of<T: Copy>(&mut self, list: &[T]) -> Result<T, Misread> {
        list.get(self.count()?).copied().ok_or(Misread)
    }

    /// The next, which is yes or no.
    pub fn flag(&mut self) -> Result<bool, Misread> {
        self.one_of(&[false, true])
    }

    /// Whether all were taken.
    pub fn is_empty(&self) -> bool {
        self.0.as_slice().is_empty()
    }
}

/// A count as a number of a message: pictures and buffers are far smaller than what a number holds.
pub fn count(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::NAN, f64::from)
}
