//! Reads `FlatBuffers`, the way TensorFlow Lite files are written: tables of optional fields that
//! point at each other. A schema compiler's output for this format alone would be larger than the
//! whole interpreter, and trusts the file.
//! <https://flatbuffers.dev/internals/>

use crate::error::{NetworkError, Result};

/// Something lies outside the file.
const OUTSIDE: NetworkError = NetworkError::Broken;

/// One table of a file. Every access is checked; nothing follows more than one pointer at a time,
/// so there is no circle to be caught in.
#[derive(Clone, Copy)]
pub struct Table<'a> {
    file: &'a [u8],
    /// Where the table begins: its fields are counted from here.
    start: usize,
    /// Where the fields lie, each as an offset of two bytes; 0 is an absent field.
    places: &'a [u8],
}

impl<'a> Table<'a> {
    /// The outermost table of a file.
    pub fn root(file: &'a [u8]) -> Result<Self> {
        Self::at(file, pointer(file, 0)?)
    }

    #[inline(never)]
    fn at(file: &'a [u8], start: usize) -> Result<Self> {
        // The distance to the table of places is signed and counts backwards.
        let back = i64::from(i32::from_le_bytes(bytes(file, start)?));
        let places = i64::try_from(start).ok().and_then(|start| start.checked_sub(back));
        let places = places.and_then(|at| usize::try_from(at).ok()).ok_or(OUTSIDE)?;
        let length = usize::from(u16::from_le_bytes(bytes(file, places)?));
        let places = file.get(places..).and_then(|rest| rest.get(..length)).ok_or(OUTSIDE)?;
        // The first four bytes are two lengths.
        Ok(Self { file, start, places: places.get(4..).unwrap_or_default() })
    }

    /// Where a field lies, if the table has it.
    fn place(&self, field: usize) -> Option<usize> {
        let (places, _) = self.places.as_chunks::<2>();
        let offset = usize::from(u16::from_le_bytes(*places.get(field)?));
        (offset > 0).then_some(self.start.saturating_add(offset))
    }

    /// A byte, or 0.
    #[inline(never)]
    pub fn byte(&self, field: usize) -> Result<u8> {
        let Some(place) = self.place(field) else { return Ok(0) };
        self.file.get(place).copied().ok_or(OUTSIDE)
    }

    /// A signed number of four bytes, or what stands for it when it is absent.
    #[inline(never)]
    pub fn int(&self, field: usize, absent: i32) -> Result<i32> {
        let Some(place) = self.place(field) else { return Ok(absent) };
        bytes(self.file, place).map(i32::from_le_bytes)
    }

    /// A table that a field points at.
    ///
    /// An absent table is one without fields.
    pub fn table(&self, field: usize) -> Result<Self> {
        let Some(place) = self.place(field) else { return Ok(Self { places: &[], ..*self }) };
        Self::at(self.file, pointer(self.file, place)?)
    }

    /// The elements of a list, each of `size` bytes, and where they begin; empty if the field is
    /// absent.
    #[inline(never)]
    fn list(&self, field: usize, size: usize) -> Result<(usize, &'a [u8])> {
        let Some(place) = self.place(field) else { return Ok((0, &[])) };
        let list = pointer(self.file, place)?;
        let count = u32::from_le_bytes(bytes(self.file, list)?);
        let length = usize::try_from(count).ok().and_then(|count| count.checked_mul(size));
        let begin = list.saturating_add(4);
        let rest = self.file.get(begin..).ok_or(OUTSIDE)?;
        Ok((begin, length.and_then(|length| rest.get(..length)).ok_or(OUTSIDE)?))
    }

    /// A list of bytes; empty if the field is absent.
    pub fn bytes(&self, field: usize) -> Result<&'a [u8]> {
        Ok(self.list(field, 1)?.1)
    }

    /// A list of numbers of four bytes; empty if the field is absent.
    pub fn ints(&self, field: usize) -> Result<&'a [[u8; 4]]> {
        Ok(self.list(field, 4)?.1.as_chunks().0)
    }

    /// A list of tables; empty if the field is absent.
    pub fn tables(&self, field: usize) -> Result<Tables<'a>> {
        let (begin, list) = self.list(field, 4)?;
        Ok(Tables { file: self.file, begin, count: list.len() / 4 })
    }
}

/// A list of tables.
#[derive(Clone, Copy)]
pub struct Tables<'a> {
    file: &'a [u8],
    begin: usize,
    count: usize,
}

impl<'a> Tables<'a> {
    pub fn len(self) -> usize {
        self.count
    }

    /// One of them; an error if there are not so many.
    pub fn get(self, index: usize) -> Result<Table<'a>> {
        if index >= self.count {
            return Err(OUTSIDE);
        }
        Table::at(self.file, pointer(self.file, self.begin + 4 * index)?)
    }

    /// One of them by a number in the file.
    pub fn numbered(self, index: i32) -> Result<Table<'a>> {
        self.get(usize::try_from(index).map_err(|_| OUTSIDE)?)
    }
}

/// Where the pointer at a place leads: its distance from there.
#[inline(never)]
fn pointer(file: &[u8], place: usize) -> Result<usize> {
    let distance = u32::from_le_bytes(bytes(file, place)?);
    let target = usize::try_from(distance).ok().and_then(|far| place.checked_add(far));
    target.ok_or(OUTSIDE)
}

fn bytes<const N: usize>(file: &[u8], place: usize) -> Result<[u8; N]> {
    file.get(place..).and_then(<[u8]>::first_chunk).copied().ok_or(OUTSIDE)
}
