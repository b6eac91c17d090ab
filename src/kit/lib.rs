//! The kit: what the student carries (随身). The collection code now; more later.
mod geometry;
mod queue;
mod sniff;
