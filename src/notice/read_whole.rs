//! Reading a whole notice in the page: the same way as [`crate::read`], for the programs of the
//! student's way and of the counselor's tools.
//!
//! serde's derived readers of it took 160 kB more of such a program, as the compiler leaves it. A test
//! holds that both read the same.

use crate::after::{Contact, Deadline, Hours, MakeUp, Verification, Window};
use crate::fee::{Fee, FeeRoute, Mode, PayMethod, PayMoment};
use crate::notice::{Gap, GapAbout, Notice, Total};
use crate::point::{Party, Point};
use crate::prepare::{Channel, CodeRules, Gate, LatePolicy, Lateness, Lead, Queue, QueueKey};
use crate::read::{Json, MUST, Read, Wrong, names, record, records, timetable};

/// Reads a whole notice, as the build serves it beside the timetable.
pub fn whole(json: &dyn Json) -> Result<Notice, Wrong> {
    let mut notice = timetable(json)?;
    let Notice {
        // Read already, but for parts of the two.
        id: _,
        school: _,
        title: _,
        cohort: _,
        checked: _,
        revision: _,
        standing: _,
        excluded: _,
        places: _,
        schedule: _,
        initials: _,
        plan: _,
        told: _,
        audiences,
        arrival,
        issuer,
        number,
        issued,
        url,
        provider,
        purpose,
        cites,
        gates,
        bring,
        steps,
        warnings,
        conflicts,
        absence,
        fee,
        code,
        look,
        make_ups,
        verification,
        deadlines,
        contacts,
        gaps,
        totals,
    } = &mut notice;
    record(
        json,
        &mut [
            ("issuer", issuer, false),
            ("number", number, false),
            ("issued", issued, false),
            ("url", url, false),
            ("provider", provider, false),
            ("purpose", purpose, false),
            ("cites", cites, false),
            ("gates", gates, false),
            ("bring", bring, false),
            ("steps", steps, false),
            ("warnings", warnings, false),
            ("conflicts", conflicts, false),
            ("absence", absence, false),
            ("fee", fee, false),
            ("code", code, false),
            ("look", look, false),
            ("make_ups", make_ups, false),
            ("verification", verification, false),
            ("deadlines", deadlines, false),
            ("contacts", contacts, false),
            ("gaps", gaps, false),
            ("totals", totals, false),
        ],
    )?;
    if let Some(part) = json.part("arrival") {
        let rest: &mut [(&str, &mut dyn Read, bool)] = &mut [
            ("queue", &mut arrival.queue, false),
            ("late", &mut arrival.late, false),
            ("says", &mut arrival.says, false),
        ];
        record(&*part, rest).map_err(|wrong| wrong.inside("arrival"))?;
    }
    for (at, audience) in (0..).zip(audiences) {
        let part = json.part("audiences").and_then(|list| list.item(at));
        if let Some(part) = part {
            record(&*part, &mut [("credentials", &mut audience.credentials, false)])
                .map_err(|wrong| wrong.inside(&at.to_string()).inside("audiences"))?;
        }
    }
    Ok(notice)
}

/// A flag is written only where it is set.
impl Read for bool {
    fn read(&mut self, _: &dyn Json) -> Result<(), Wrong> {
        *self = true;
        Ok(())
    }
}

names! {
    Party {
        "student" Student, "monitor" Monitor, "counselor" Counselor, "college" College,
        "registrar" Registrar, "provider" Provider
    }
    PayMoment { "before" Before, "on_site" OnSite, "after" After }
    PayMethod {
        "wechat" Wechat, "alipay" Alipay, "scan" Scan, "cash" Cash, "bank_transfer" BankTransfer,
        "bank_debit" BankDebit, "registrar_system" RegistrarSystem, "app" App
    }
    Mode { "on_site" OnSite, "online" Online, "make_up" MakeUp }
    QueueKey {
        "student_number" StudentNumber, "last_four" LastFour, "last_two" LastTwo,
        "printed_list" PrintedList, "signature" Signature, "arrival" Arrival, "ticket" Ticket,
        "changes_first" ChangesFirst
    }
    LatePolicy {
        "end_of_day" EndOfDay, "other_time" OtherTime, "make_up" MakeUp, "refused" Refused
    }
    GapAbout {
        "schedule" Schedule, "place" Place, "look" Look, "fee" Fee, "code" Code, "steps" Steps,
        "absence" Absence, "make_up" MakeUp, "verification" Verification, "contacts" Contacts,
        "source" Source
    }
}

records! {
    Point { text = MUST, says, force, party, audience, place, url, doubt }
    FeeRoute {
        fen, audience, mode, collector, collector_name, moment, methods, only, excluded, until,
        until_for, onward, not_alone, says = MUST,
    }
    Fee { fen, says, gets, routes, refund }
    Channel { name = MUST, steps, url }
    CodeRules { what, lead, lead_says, attempts_per_day, attempts_says, channels, points }
    Queue { key = MUST, text = MUST }
    Lateness { policy = MUST, says = MUST }
    Gate { what = MUST, until }
    Hours { days = MUST, spans = MUST }
    MakeUp {
        title = MUST, mode = MUST, who, audience, from, until, place, hours, phones, fen, attempts,
        reply_days, points, says = MUST,
    }
    Verification { window, says, points, must_confirm, proxy, hard_end }
    Deadline { party = MUST, what = MUST, days = MUST, time, audience, says = MUST }
    Contact { about = MUST, party = MUST, name, audience, phones, office, says }
    Gap { about = MUST, text = MUST }
    Total { heads, units, campus, date, half, prefix, says = MUST }
}

/// The value in an object with one entry of this name: `{"until": …}`.
fn entry<T: Read + Default>(json: &dyn Json, name: &str) -> Option<Result<T, Wrong>> {
    let part = json.part(name)?;
    let mut value = T::default();
    Some(value.read(&*part).map_err(|wrong| wrong.inside(name)).map(|()| value))
}

impl Read for Lead {
    fn read(&mut self, json: &dyn Json) -> Result<(), Wrong> {
        *self = if let Some(days) = entry(json, "days_before") {
            Self::DaysBefore(days?)
        } else if let Some(day) = entry(json, "before") {
            Self::Before(day?)
        } else if json.text().as_deref() == Some("before_capture") {
            Self::BeforeCapture
        } else {
            return Err(Wrong::default());
        };
        Ok(())
    }
}

impl Read for Window {
    fn read(&mut self, json: &dyn Json) -> Result<(), Wrong> {
        *self = if let Some(days) = entry(json, "days") {
            Self::Days(days?)
        } else if let Some(day) = entry(json, "until") {
            Self::Until(day?)
        } else if let Some(part) = json.part("month") {
            let (mut year, mut month) = (0_u16, 0_u8);
            record(&*part, &mut [("year", &mut year, MUST), ("month", &mut month, MUST)])
                .map_err(|wrong| wrong.inside("month"))?;
            Self::Month { year, month }
        } else if let Some(part) = json.part("after_capture") {
            let (mut days, mut working) = (0_u16, false);
            record(&*part, &mut [("days", &mut days, MUST), ("working", &mut working, false)])
                .map_err(|wrong| wrong.inside("after_capture"))?;
            Self::AfterCapture { days, working }
        } else if json.text().as_deref() == Some("to_be_announced") {
            Self::ToBeAnnounced
        } else {
            return Err(Wrong::default());
        };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::read::tests::files;

    #[test]
    fn the_page_and_the_tools_read_the_same_notice() {
        let files = files();
        assert!(files.len() >= 5);
        for (name, text) in files {
            let notice = Notice::from_json(&text).unwrap();
            // As it is served: what serde writes of it.
            let served = serde_json::to_value(&notice).unwrap();
            assert_eq!(whole(&served).as_ref(), Ok(&notice), "{name}");
        }
    }

    /// serde's names are the measure: each that is known here is written and read back there.
    #[test]
    fn what_no_notice_says_is_read_as_serde_reads_it() {
        let small = || {
            let (_, text) = files().into_iter().find(|(name, _)| name == "bnu-2025.json").unwrap();
            serde_json::from_str::<Value>(&text).unwrap()
        };
        let check = |part: &str, value: Value| {
            let mut notice = small();
            notice.as_object_mut().unwrap().insert(part.to_owned(), value);
            let notice = Notice::from_json(&notice.to_string()).unwrap();
            let served = serde_json::to_value(&notice).unwrap();
            assert_eq!(whole(&served).as_ref(), Ok(&notice), "{part}");
        };
        for window in [
            json!({ "days": "2025-05-05/2025-05-25" }),
            json!({ "month": { "year": 2025, "month": 9 } }),
            json!({ "until": "2025-05-05" }),
            json!({ "after_capture": { "days": 40 } }),
            json!({ "after_capture": { "days": 40, "working": true } }),
            json!("to_be_announced"),
        ] {
            check(
                "verification",
                json!({ "window": window, "must_confirm": true, "proxy": "辅导员",
                    "hard_end": "2026-07-01" }),
            );
        }
        for lead in [json!({ "days_before": 3 }), json!({ "before": "2025-05-05" })] {
            check("code", json!({ "lead": lead, "attempts_per_day": 5 }));
        }
        for party in ["student", "monitor", "counselor", "college", "registrar", "provider"] {
            let says = json!({ "text": "", "party": party, "place": "a", "doubt": "b" });
            check("bring", json!([says]));
            let route = json!({ "collector": party, "until_for": party, "says": "", "only": true,
                "not_alone": true, "until": "2025-05-05", "fen": 5, "mode": "online" });
            check("fee", json!({ "routes": [route], "refund": says }));
        }
        for moment in ["before", "on_site", "after"] {
            check("fee", json!({ "routes": [{ "moment": moment, "says": "" }] }));
        }
        for method in [
            "wechat",
            "alipay",
            "scan",
            "cash",
            "bank_transfer",
            "bank_debit",
            "registrar_system",
            "app",
        ] {
            let route = json!({ "methods": [method], "excluded": [method], "says": "" });
            check("fee", json!({ "routes": [route] }));
        }
        for mode in ["on_site", "online", "make_up"] {
            check(
                "make_ups",
                json!([{ "title": "", "mode": mode, "says": "", "attempts": 3, "reply_days": 2,
                    "fen": 1, "hours": [{ "days": "周一", "spans": ["09:00-10:00"] }] }]),
            );
        }
        for key in [
            "student_number",
            "last_four",
            "last_two",
            "printed_list",
            "signature",
            "arrival",
            "ticket",
            "changes_first",
        ] {
            check("arrival", json!({ "queue": { "key": key, "text": "" }, "says": "a" }));
        }
        for policy in ["end_of_day", "other_time", "make_up", "refused"] {
            check("arrival", json!({ "late": { "policy": policy, "says": "" } }));
        }
        for about in [
            "schedule",
            "place",
            "look",
            "fee",
            "code",
            "steps",
            "absence",
            "make_up",
            "verification",
            "contacts",
            "source",
        ] {
            check("gaps", json!([{ "about": about, "text": "" }]));
        }
        check("gates", json!([{ "what": { "text": "" }, "until": "2025-05-05" }]));
        check("totals", json!([{ "heads": 1, "half": "morning", "prefix": "23", "says": "" }]));
    }

    #[test]
    fn a_mistake_is_named_by_its_place() {
        let (_, text) = files().into_iter().find(|(name, _)| name == "bnu-2025.json").unwrap();
        let good: Value = serde_json::from_str(&text).unwrap();
        let broken = |pointer: &str, put: Value| {
            let mut value = good.clone();
            *value.pointer_mut(pointer).unwrap() = put;
            whole(&value).unwrap_err().0
        };
        assert_eq!(broken("/bring/0/text", 3.into()), "bring.0.text");
        assert_eq!(broken("/verification/window", "soon".into()), "verification.window");
        assert_eq!(
            broken("/verification/window", json!({ "days": "soon" })),
            "verification.window.days"
        );
        let who = json!({ "id": "a", "name": "a", "says": "a", "credentials": 3 });
        assert_eq!(broken("/audiences/0", who), "audiences.0.credentials");
    }
}
