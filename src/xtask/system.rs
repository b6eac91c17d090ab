//! Programs of the system.
