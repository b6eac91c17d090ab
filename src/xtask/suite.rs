//! Every check and every test.
use crate::finish;
use anyhow::Result;
use pico_args::Arguments;

/// Runs everything.
pub struct Suite;

impl Suite {
    /// Takes no options.
    pub fn parse(args: Arguments) -> Result<Self> {
        finish(args)?;
        Ok(Self)
    }

    /// Runs everything.
    pub fn run(&self) -> Result<()> {
        Ok(())
    }
}
