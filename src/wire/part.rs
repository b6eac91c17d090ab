//! How values lie on the wire, one after the other.

use crate::Misread;
use crate::numbers::{self, Numbers};

/// How a value lies on the wire.
pub(crate) trait Part: Sized {
    fn write(&self, message: &mut Vec<f64>);
    fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread>;
}

impl Part for f32 {
    fn write(&self, message: &mut Vec<f64>) {
        message.push(f64::from(*self));
    }

    fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread> {
        #[allow(clippy::cast_possible_truncation, reason = "was of this size before it was sent")]
        let short = numbers.finite()? as f32;
        Ok(short)
    }
}

/// Each.
impl<T: Part + Copy + Default, const N: usize> Part for [T; N] {
    fn write(&self, message: &mut Vec<f64>) {
        for one in self {
            one.write(message);
        }
    }

    fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread> {
        let mut all = [T::default(); N];
        for one in &mut all {
            *one = T::read(numbers)?;
        }
        Ok(all)
    }
}

/// A flag, and what it announces.
impl<T: Part> Part for Option<T> {
    fn write(&self, message: &mut Vec<f64>) {
        message.push(f64::from(u8::from(self.is_some())));
        if let Some(one) = self {
            one.write(message);
        }
    }

    fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread> {
        Ok(if numbers.flag()? { Some(T::read(numbers)?) } else { None })
    }
}

/// How many, and each.
impl<T: Part> Part for Vec<T> {
    fn write(&self, message: &mut Vec<f64>) {
        message.push(numbers::count(self.len()));
        for one in self {
            one.write(message);
        }
    }

    fn read(numbers: &mut Numbers<'_>) -> Result<Self, Misread> {
        // One after the other, and no room for as many as a broken message may claim.
        (0..numbers.whole()?).map(|_| T::read(numbers)).collect()
    }
}
