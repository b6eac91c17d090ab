//! Working days by the published calendar of public holidays (国务院办公厅节假日安排).
//!
//! A year's calendar comes out in the autumn before it. Days of a year without one are counted from
//! Monday to Friday, and whatever was counted so is an estimate.

use chrono::{Datelike, Weekday};
use tucai_notice::time::Day;

/// A day of the year: month and day.
type Date = (u32, u32);

/// The calendar of one year as announced.
#[derive(Clone, Copy, Debug)]
pub struct Calendar {
    /// The year.
    pub year: i32,
    /// The number of the announcement by 国务院办公厅.
    pub number: &'static str,
    /// An address where it can be read.
    pub url: &'static str,
    /// Days off, from the first to the last of each holiday.
    off: &'static [(Date, Date)],
    /// Saturdays and Sundays that are worked instead (调休上班).
    worked: &'static [Date],
}

/// The calendars that are known. Neither 2024's 除夕 (2月9日, leave was only encouraged) nor anything
/// else that the announcement does not name as a day off is one.
pub const CALENDARS: &[Calendar] = &[
    Calendar {
        year: 2024,
        number: "国办发明电〔2023〕7号",
        url: "http://paper.people.com.cn/rmrb/html/2023-10/26/nw.D110000renmrb_20231026_3-06.htm",
        off: &[
            ((1, 1), (1, 1)),
            ((2, 10), (2, 17)),
            ((4, 4), (4, 6)),
            ((5, 1), (5, 5)),
            ((6, 10), (6, 10)),
            ((9, 15), (9, 17)),
            ((10, 1), (10, 7)),
        ],
        worked: &[(2, 4), (2, 18), (4, 7), (4, 28), (5, 11), (9, 14), (9, 29), (10, 12)],
    },
    Calendar {
        year: 2025,
        number: "国办发明电〔2024〕12号",
        url: "https://m.gmw.cn/2024-11/12/content_1303894933.htm",
        off: &[
            ((1, 1), (1, 1)),
            ((1, 28), (2, 4)),
            ((4, 4), (4, 6)),
            ((5, 1), (5, 5)),
            ((5, 31), (6, 2)),
            ((10, 1), (10, 8)),
        ],
        worked: &[(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)],
    },
    Calendar {
        year: 2026,
        number: "国办发明电〔2025〕7号",
        url: "https://politics.gmw.cn/2025-11/04/content_38391083.htm",
        off: &[
            ((1, 1), (1, 3)),
            ((2, 15), (2, 23)),
            ((4, 4), (4, 6)),
            ((5, 1), (5, 5)),
            ((6, 19), (6, 21)),
            ((9, 25), (9, 27)),
            ((10, 1), (10, 7)),
        ],
        worked: &[(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)],
    },
];

/// The calendar of a year, if it is known.
pub fn calendar(year: i32) -> Option<&'static Calendar> {
    CALENDARS.iter().find(|calendar| calendar.year == year)
}

/// Whether a day is worked (工作日), by the calendar of its year or, without one, by its weekday.
pub fn is_working(day: Day) -> bool {
    let date = day.date();
    let weekday = !matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
    let Some(calendar) = calendar(date.year()) else {
        return weekday;
    };
    let date = (date.month(), date.day());
    let off = calendar.off.iter().any(|&(first, last)| first <= date && date <= last);
    calendar.worked.contains(&date) || weekday && !off
}

/// The day on which so many working days have passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The day.
    pub day: Day,
    /// Set where a year without a published calendar was counted through.
    pub estimated: bool,
}

/// The `count`th working day after a day, which itself does not count. None beyond the calendar.
pub fn after(day: Day, count: u16) -> Option<Counted> {
    let mut found = Counted { day, estimated: false };
    let mut left = count;
    while left > 0 {
        found.day = next(found.day)?;
        found.estimated |= calendar(found.day.date().year()).is_none();
        if is_working(found.day) {
            left -= 1;
        }
    }
    Some(found)
}

/// The day after.
pub(crate) fn next(day: Day) -> Option<Day> {
    Some(on(day.date().succ_opt()?))
}

/// A date of chrono's as a day.
pub(crate) fn on(date: chrono::NaiveDate) -> Day {
    Day::of(date.and_time(chrono::NaiveTime::MIN))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn counted(from: &str, count: u16) -> (String, bool) {
        let found = after(day(from), count).unwrap();
        (found.day.to_string(), found.estimated)
    }

    #[test]
    fn the_day_itself_does_not_count() {
        // Wednesday 15 April 2026; Thursday, Friday, then Monday.
        assert_eq!(counted("2026-04-15", 0), ("2026-04-15".to_owned(), false));
        assert_eq!(counted("2026-04-15", 1), ("2026-04-16".to_owned(), false));
        assert_eq!(counted("2026-04-15", 3), ("2026-04-20".to_owned(), false));
    }

    #[test]
    fn national_day_2025_by_hand() {
        // After Friday 26 September: 28 (Sunday, worked), 29, 30, then 1–8 October off: 9, 10, 11
        // (Saturday, worked), 13.
        for (count, expected) in [
            (1, "2025-09-28"),
            (3, "2025-09-30"),
            (4, "2025-10-09"),
            (6, "2025-10-11"),
            (7, "2025-10-13"),
        ] {
            assert_eq!(counted("2025-09-26", count).0, expected, "{count}");
        }
    }

    #[test]
    fn spring_festival_2026_by_hand() {
        // After Thursday 12 February: 13, 14 (Saturday, worked), 15–23 off, 24, 25, 26, 27, 28
        // (Saturday, worked), 2 March.
        for (count, expected) in
            [(2, "2026-02-14"), (3, "2026-02-24"), (7, "2026-02-28"), (8, "2026-03-02")]
        {
            assert_eq!(counted("2026-02-12", count), (expected.to_owned(), false), "{count}");
        }
    }

    #[test]
    fn spring_festival_and_national_day_2024_by_hand() {
        // 除夕, Friday 9 February, was not announced as a day off; 18 (Sunday) was worked.
        assert_eq!(counted("2024-02-08", 1).0, "2024-02-09");
        assert_eq!(counted("2024-02-08", 2).0, "2024-02-18");
        // After Saturday 28 September: 29 (Sunday, worked), 30, then 8 to 12 (Saturday, worked), 14.
        assert_eq!(counted("2024-09-28", 2).0, "2024-09-30");
        assert_eq!(counted("2024-09-28", 3).0, "2024-10-08");
        assert_eq!(counted("2024-09-28", 8).0, "2024-10-14");
    }

    #[test]
    fn a_year_without_a_calendar_is_an_estimate() {
        // Wednesday 30 December 2026; Thursday, then 2027 from Monday to Friday: Friday 1 January.
        assert_eq!(counted("2026-12-30", 1), ("2026-12-31".to_owned(), false));
        assert_eq!(counted("2026-12-30", 2), ("2027-01-01".to_owned(), true));
        assert_eq!(counted("2019-10-18", 5), ("2019-10-25".to_owned(), true));
    }

    #[test]
    fn calendars_keep_the_promises_of_their_kind() {
        for calendar in CALENDARS {
            let date = |(month, day)| chrono::NaiveDate::from_ymd_opt(calendar.year, month, day);
            // Worked instead are only weekend days, and none of them is a day off.
            for &worked in calendar.worked {
                let weekday = date(worked).unwrap().weekday();
                assert!(matches!(weekday, Weekday::Sat | Weekday::Sun), "{worked:?}");
                let off =
                    calendar.off.iter().any(|&(first, last)| first <= worked && worked <= last);
                assert!(!off, "{worked:?}");
            }
            // As many weekdays are off as are legal holidays (11 in 2024, 13 since 2025), plus those
            // that were swapped, less the holidays that fall on a weekend.
            for &(first, last) in calendar.off {
                assert!(date(first).unwrap() <= date(last).unwrap());
            }
        }
        // The number of days off that each announcement names for its holidays.
        let days = |year| -> i64 {
            let calendar = calendar(year).unwrap();
            let date = |(month, day)| chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap();
            calendar.off.iter().map(|&(a, b)| (date(b) - date(a)).num_days() + 1).sum()
        };
        assert_eq!(days(2024), 1 + 8 + 3 + 5 + 1 + 3 + 7);
        assert_eq!(days(2025), 1 + 8 + 3 + 5 + 3 + 8);
        assert_eq!(days(2026), 3 + 9 + 3 + 5 + 3 + 3 + 7);
    }

    #[test]
    fn working_days_of_a_whole_year_are_the_published_sum() {
        // 2025: 365 days, 104 at weekends (52 Saturdays, 52 Sundays), 13 legal holidays: 248.
        let in_2025 = chrono::NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
        let worked = in_2025.iter_days().take(365).filter(|&date| is_working(on(date))).count();
        assert_eq!(worked, 248);
        // 2026: 365, 104, 13 likewise: 248. 2024: 366, 104, 11: 251.
        let in_2026 = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let worked = in_2026.iter_days().take(365).filter(|&date| is_working(on(date))).count();
        assert_eq!(worked, 248);
        let in_2024 = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
        let worked = in_2024.iter_days().take(366).filter(|&date| is_working(on(date))).count();
        assert_eq!(worked, 251);
    }
}
