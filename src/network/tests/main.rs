//! Compares with `LiteRT`, whose figures `reference.py` asks for, and feeds what is no network.

#[cfg(test)]
mod figures;
#[cfg(test)]
mod hostile;
