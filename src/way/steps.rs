//! The steps of the way, the next one, and the next deadline.
