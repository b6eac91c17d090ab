//! The general procedure after the capture, from published notices of other schools (not this one).
