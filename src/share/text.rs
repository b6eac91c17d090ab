//! The text for a class group, complete without opening the link.
