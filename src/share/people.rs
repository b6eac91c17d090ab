//! A class list that a counselor pastes: read, sorted, counted, ticked. It never leaves the device.
