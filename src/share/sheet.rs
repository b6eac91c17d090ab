//! All slots of a college or counselor in order of time, and where two of them collide.
