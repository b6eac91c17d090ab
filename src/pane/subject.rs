//! What an element is about: a class, a college or a counselor of a notice, and the notice as a whole,
//! which all parts of a program share.

use std::cell::RefCell;
use std::rc::Rc;

use tucai_notice::Notice;
use tucai_notice::division::Division;
use tucai_notice::link::WHOLE;
use tucai_notice::lookup::{self, Index};
use tucai_notice::quick::{plain, quick};
use tucai_notice::read::Wrong;
use tucai_notice::read_whole::whole;
use tucai_notice::seat::Seat;
use tucai_notice::slot::Slot;
use tucai_notice::time::Moment;

use crate::net::{NetError, get_json};
use crate::root::Root;

/// Whose slots they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A class, or whatever unit the notice names.
    Class,
    /// All rows of a college.
    College,
    /// All rows of a counselor.
    Counselor,
}

/// What the page wrote on the element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Whose slots.
    pub kind: Kind,
    /// The name as in the address.
    pub name: String,
    /// The notice's id.
    pub notice: String,
    /// The revision that the page shows.
    pub revision: u32,
    /// As of when the page shows itself (`2026-04-15T14:05`); empty for now.
    pub now: String,
    /// The college's own division that the page has put into the notice, as a text
    /// ([`tucai_notice::division::text`]); empty for none.
    pub plan: String,
}

impl About {
    /// Reads the attributes.
    pub fn of(root: &Root) -> Self {
        Self {
            kind: match root.attribute("kind").as_str() {
                "college" => Kind::College,
                "counselor" => Kind::Counselor,
                _ => Kind::Class,
            },
            name: root.attribute("name"),
            notice: root.attribute("notice"),
            revision: root.attribute("revision").parse().unwrap_or_default(),
            now: root.attribute("now"),
            plan: root.attribute("plan"),
        }
    }
}

/// A place in the schedule: the row, and which unit of it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    slot: usize,
    /// The unit's position and what it is called alone; none where the row is read as a whole.
    unit: Option<(usize, String)>,
}

/// What an element is about, found in the notice.
#[derive(Clone, Debug)]
pub struct Subject {
    /// What was asked for.
    pub about: About,
    /// The notice, of the same revision as the page's.
    pub notice: Rc<Notice>,
    places: Vec<Place>,
}

impl Subject {
    /// Finds it; without slots where the notice does not know the name.
    pub fn new(about: About, notice: Rc<Notice>) -> Self {
        let places = match about.kind {
            Kind::Class => of_class(&notice, &about.name),
            Kind::College => rows(&notice, &about.name, |slot| slot.college.as_deref()),
            Kind::Counselor => rows(&notice, &about.name, |slot| slot.counselor.as_deref()),
        };
        Self { about, notice, places }
    }

    /// Its seats in the order of time: those of the class, or the rows of a college or counselor, each
    /// read as a whole.
    pub fn seats(&self) -> Vec<Seat<'_>> {
        let seat = |place: &Place| match &place.unit {
            Some((unit, name)) => Seat::at(&self.notice, place.slot, *unit, name),
            None => Seat::row(&self.notice, place.slot),
        };
        self.places.iter().filter_map(seat).collect()
    }

    /// Its name as the notice writes it.
    pub fn name(&self) -> String {
        let seats = self.seats();
        let first = seats.first();
        let name = match self.about.kind {
            Kind::Class => {
                // The parts of a college (第一批, 第二批) share its name.
                let name = first.map(|seat| seat.name.as_str());
                let one = seats.iter().all(|seat| Some(seat.name.as_str()) == name);
                if one { name } else { first.and_then(Seat::college).or(name) }
            }
            Kind::College if plain(&self.about.name) == WHOLE => None,
            Kind::College => first.and_then(|seat| seat.slot.college.as_deref()),
            Kind::Counselor => first.and_then(|seat| seat.slot.counselor.as_deref()),
        };
        name.unwrap_or(&self.about.name).to_owned()
    }

    /// The moment that the page shows itself as of.
    pub fn now(&self) -> Moment {
        crate::page::now(&self.about.now)
    }
}

fn of_class(notice: &Notice, name: &str) -> Vec<Place> {
    let mut found = quick(notice, name);
    if found.is_empty() {
        found = Index::new(notice).find(name).matches;
    }
    let place = |it: lookup::Match| Place { slot: it.slot, unit: Some((it.unit, it.name)) };
    found.into_iter().map(place).collect()
}

fn rows(notice: &Notice, name: &str, key: fn(&Slot) -> Option<&str>) -> Vec<Place> {
    let wanted = plain(name);
    let all = notice.schedule.slots.iter().enumerate();
    let its = |slot: &Slot| wanted == WHOLE || key(slot).is_some_and(|name| plain(name) == wanted);
    let mut found: Vec<(usize, &Slot)> = all.filter(|(_, slot)| its(slot)).collect();
    found.sort_by_key(|(_, slot)| lookup::time(slot));
    found.into_iter().map(|(slot, _)| Place { slot, unit: None }).collect()
}

/// Why there is nothing to draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SubjectError {
    /// The file did not come. The network's move is next.
    #[error("网络没有及时回应，多半是断了或太慢。")]
    Network,
    /// The file is not a notice. The publisher's move is next.
    #[error("通知数据不完整：文件在传输或发布时损坏。请重试；一直这样，请告诉发布通知的老师。")]
    Broken,
    /// The page and the file are of two publications.
    #[error("通知刚刚更新过，这一页还是旧的。请刷新后再看，免得用了旧内容。")]
    OtherRevision,
    /// The notice has no such name.
    #[error("这份通知里没有这个名称。")]
    Unknown,
}

impl From<NetError> for SubjectError {
    fn from(_: NetError) -> Self {
        Self::Network
    }
}

impl From<Wrong> for SubjectError {
    fn from(_: Wrong) -> Self {
        Self::Broken
    }
}

thread_local! {
    /// The notice that was read last. All parts on a screen are about the same.
    static LAST: RefCell<Option<Rc<Notice>>> = const { RefCell::new(None) };
}

/// Fetches what an element is about.
pub async fn fetch(about: About) -> Result<Subject, SubjectError> {
    let is_it = |it: &Rc<Notice>| {
        it.id == about.notice && it.revision == about.revision && it.plan == about.plan
    };
    let known = LAST.with_borrow(|last| last.clone().filter(is_it));
    let notice = if let Some(notice) = known {
        notice
    } else {
        let address = format!("notices/{}.whole.json", about.notice);
        let mut notice = whole(&get_json(&address).await?)?;
        // The page has told what could not be put in.
        if let Ok(division) = Division::from_text(&about.plan) {
            let _ = division.apply(&mut notice);
        }
        notice.plan.clone_from(&about.plan);
        let notice = Rc::new(notice);
        if !is_it(&notice) {
            return Err(SubjectError::OtherRevision);
        }
        LAST.set(Some(Rc::clone(&notice)));
        notice
    };
    let subject = Subject::new(about, notice);
    if subject.places.is_empty() { Err(SubjectError::Unknown) } else { Ok(subject) }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;

    fn subject(kind: Kind, id: &str, name: &str) -> Subject {
        let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/notices");
        let text = std::fs::read_to_string(format!("{dir}/{id}.json")).unwrap();
        let about = About {
            kind,
            name: name.to_owned(),
            notice: id.to_owned(),
            revision: 1,
            now: String::new(),
            plan: String::new(),
        };
        Subject::new(about, Rc::new(Notice::from_json(&text).unwrap()))
    }

    fn starts(subject: &Subject) -> Vec<String> {
        let starts = |seat: Seat<'_>| seat.starts().unwrap().to_string();
        subject.seats().into_iter().map(starts).collect()
    }

    #[test]
    fn a_class_has_its_own_seat() {
        let class = subject(Kind::Class, "cqie-2027", "23软工1班");
        assert_eq!(class.name(), "23软工1班");
        assert_eq!(starts(&class), ["2026-04-15 14:10:00"]);
        // Inside a range.
        let class = subject(Kind::Class, "xaipe-2025", "体育教育8班");
        assert_eq!(class.name(), "体育教育8班");
        assert_eq!(class.seats().len(), 1);
    }

    #[test]
    fn a_college_in_two_parts_has_one_name() {
        let name = "计算机科学与工程学院(人工智能学院)";
        let college = subject(Kind::College, "cqust-2026", name);
        assert_eq!((college.name().as_str(), college.seats().len()), (name, 2));
        let unit = subject(Kind::Class, "cqust-2026", name);
        assert_eq!((unit.name().as_str(), unit.seats().len()), (name, 2));
    }

    #[test]
    fn a_counselors_classes_are_in_the_order_of_time() {
        let counselor = subject(Kind::Counselor, "cqie-2027", "周代聪");
        let starts = starts(&counselor);
        assert_eq!(starts.len(), 8);
        assert!(starts.is_sorted(), "{starts:?}");
    }

    #[test]
    fn a_notice_without_colleges_has_a_way_to_all_its_rows() {
        let whole = subject(Kind::College, "xaipe-2025", WHOLE);
        assert_eq!(whole.seats().len(), whole.notice.schedule.slots.len());
        assert_eq!(whole.name(), WHOLE);
        assert_eq!(subject(Kind::College, "cqie-2027", WHOLE).name(), WHOLE);
    }

    #[test]
    fn an_unknown_name_has_no_seats() {
        for kind in [Kind::Class, Kind::College, Kind::Counselor] {
            assert!(subject(kind, "cqie-2027", "没有这个").seats().is_empty());
        }
    }
}
