//! What a phone remembers of a unit's seats, and how two editions of a notice differ for it.
