//! What is kept of the way on the phone: versioned, migrated, set aside when damaged.
