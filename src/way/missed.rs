//! The ways of those who missed the session or cannot come.
