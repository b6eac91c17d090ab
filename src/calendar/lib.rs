//! A unit's seats, deadlines and windows as an RFC 5545 calendar.
