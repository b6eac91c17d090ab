//! Texts that say what changed, and nothing else.
