//! Who was there: a class list with a mark for each, as a counselor ticks it on site. On the device
//! only, and kept there only when asked.
//!
//! What is kept is hostile input like any other: another version of the program wrote it, or somebody
//! else. All lists of a device lie in one record.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tucai_notice::quick::plain;
use tucai_notice::slot::Slot;

use crate::people::{LONGEST, MOST_PEOPLE, Order, Person};

/// What a counselor ticks for somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Not ticked yet.
    #[default]
    Open,
    /// There (到场).
    Present,
    /// Not there (缺席).
    Absent,
    /// To be photographed at a make-up session (补照).
    MakeUp,
}

impl Mark {
    /// All that can be ticked.
    pub const TICKS: [Self; 3] = [Self::Present, Self::Absent, Self::MakeUp];

    /// Its name: 到场.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "未点",
            Self::Present => "到场",
            Self::Absent => "缺席",
            Self::MakeUp => "待补照",
        }
    }
}

/// Somebody with a mark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// Who.
    #[serde(flatten)]
    pub person: Person,
    /// What is ticked.
    pub mark: Mark,
}

/// How many of a list have which mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All.
    pub all: usize,
    /// Not ticked yet.
    pub open: usize,
    /// There.
    pub present: usize,
    /// Not there.
    pub absent: usize,
    /// To be photographed later.
    pub make_up: usize,
}

impl Counts {
    /// How many have a mark.
    pub fn of(self, mark: Mark) -> usize {
        match mark {
            Mark::Open => self.open,
            Mark::Present => self.present,
            Mark::Absent => self.absent,
            Mark::MakeUp => self.make_up,
        }
    }
}

/// Those of one class on a list: classes queue one after the other, each with its own count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<'a> {
    /// The class as pasted; empty where the list has none for them.
    pub class: &'a str,
    /// They in the list's order, each with its position in the list as pasted.
    pub entries: Vec<(usize, &'a Entry)>,
}

impl Group<'_> {
    /// What stands above it: 软件2201.
    pub fn name(&self) -> &str {
        if self.class.is_empty() { "没有写班级的" } else { self.class }
    }
}

/// The list of one class, or of several in a window of their college.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roll {
    /// The notice's id.
    pub notice: String,
    /// The unit, as the notice writes it.
    pub unit: String,
    /// In which order it is shown.
    #[serde(default)]
    pub order: Order,
    /// The people, in the order in which they were pasted.
    pub entries: Vec<Entry>,
}

impl Roll {
    /// A list on which nobody is ticked yet.
    pub fn new(notice: &str, unit: &str, order: Order, people: Vec<Person>) -> Self {
        let entries = people.into_iter().map(|person| Entry { person, mark: Mark::Open }).collect();
        Self { notice: notice.to_owned(), unit: unit.to_owned(), order, entries }
    }

    /// Class by class, as the classes first appear in the list, those without a class at the end; in
    /// each the entries in the list's order.
    pub fn groups(&self) -> Vec<Group<'_>> {
        let unit = plain(&self.unit);
        let whole = self.entries.iter().any(|entry| plain(&entry.person.class) == unit);
        // Who stands on the list of a class without a word is of that class.
        let without = if whole { unit } else { String::new() };
        let mut groups: Vec<(String, Group<'_>)> = Vec::new();
        for entry in &self.entries {
            let class = plain(&entry.person.class);
            let class = if class.is_empty() { without.clone() } else { class };
            if !groups.iter().any(|(known, _)| *known == class) {
                let named = if entry.person.class.is_empty() && whole {
                    self.unit.as_str()
                } else {
                    entry.person.class.as_str()
                };
                groups.push((class, Group { class: named, entries: Vec::new() }));
            }
        }
        groups.sort_by_key(|(class, _)| class.is_empty());
        let order = self.order.of(self.entries.iter().map(|entry| &entry.person));
        for (at, entry) in order.into_iter().filter_map(|at| Some((at, self.entries.get(at)?))) {
            let class = plain(&entry.person.class);
            let class = if class.is_empty() { &without } else { &class };
            if let Some((_, group)) = groups.iter_mut().find(|(known, _)| known == class) {
                group.entries.push((at, entry));
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// Whether the classes have to be named: there are several, or one that is not the list's own.
    pub fn names_classes(&self) -> bool {
        let groups = self.groups();
        let own =
            |group: &Group<'_>| group.class.is_empty() || plain(group.class) == plain(&self.unit);
        groups.len() > 1 || !groups.iter().all(own)
    }

    /// The entries class by class and in the list's order, each with its position in the list as
    /// pasted.
    pub fn ordered(&self) -> Vec<(usize, &Entry)> {
        self.groups().into_iter().flat_map(|group| group.entries).collect()
    }

    /// Ticks somebody; the same mark once more takes it back.
    pub fn tick(&mut self, at: usize, mark: Mark) {
        if let Some(entry) = self.entries.get_mut(at) {
            entry.mark = if entry.mark == mark { Mark::Open } else { mark };
        }
    }

    /// How many have which mark.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { all: self.entries.len(), ..Counts::default() };
        for entry in &self.entries {
            *match entry.mark {
                Mark::Open => &mut counts.open,
                Mark::Present => &mut counts.present,
                Mark::Absent => &mut counts.absent,
                Mark::MakeUp => &mut counts.make_up,
            } += 1;
        }
        counts
    }

    /// How many people were read and how many are announced for the list's unit, where that differs.
    pub fn compared(&self, slot: &Slot) -> Option<String> {
        let (heads, whose) = announced(slot)?;
        let count = self.entries.len();
        let differs = usize::try_from(heads) != Ok(count);
        differs.then(|| format!("读到{count}人，{whose}写{heads}人"))
    }

    /// Who has not been photographed by the ticks: absent or to be made up, in the list's order.
    pub fn missing(&self) -> Vec<&Person> {
        let missing = |mark: Mark| matches!(mark, Mark::Absent | Mark::MakeUp);
        let all = self.ordered().into_iter().filter(|(_, entry)| missing(entry.mark));
        all.map(|(_, entry)| &entry.person).collect()
    }
}

/// How many people are announced for the unit of a row, and by whom. A row of several units does not
/// say how many are of each.
pub fn announced(slot: &Slot) -> Option<(u32, &'static str)> {
    let whose = if slot.divided.is_some() { "学院的分班安排" } else { "通知" };
    slot.heads.filter(|_| slot.units.len() <= 1).map(|heads| (heads, whose))
}

/// Raised whenever an older program would misread a newer record.
pub const VERSION: u64 = 1;

/// The longest record that is read, in bytes.
pub const MOST_BYTES: usize = 1 << 20;

/// The most lists in it; the one kept longest ago goes first.
pub const MOST_ROLLS: usize = 40;

/// Letters of a notice's id or a unit's name.
const LONGEST_NAME: usize = 200;

/// How a record was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Whole, or not there at all.
    #[default]
    Whole,
    /// Damaged: what could still be used was; the text is to be set aside.
    Damaged,
    /// Of a newer version of the program: it is to be left alone.
    Newer,
}

/// The lists of a device that are kept, the one kept last at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rolls(Vec<Roll>);

impl Rolls {
    /// Reads a record. Any text has an answer.
    pub fn read(text: &str) -> (Self, State) {
        let damaged = || (Self::default(), State::Damaged);
        if text.len() > MOST_BYTES {
            return damaged();
        }
        let Ok(Value::Object(mut record)) = serde_json::from_str::<Value>(text) else {
            return damaged();
        };
        match record.get("version").and_then(Value::as_u64) {
            Some(VERSION) => {}
            Some(newer) if newer > VERSION => return (Self::default(), State::Newer),
            _ => return damaged(),
        }
        let Some(Value::Array(rolls)) = record.remove("rolls") else {
            return damaged();
        };
        let all = rolls.len();
        let usable: Vec<Roll> = rolls.into_iter().filter_map(usable).take(MOST_ROLLS).collect();
        let state = if usable.len() < all { State::Damaged } else { State::Whole };
        (Self(usable), state)
    }

    /// The record, to be kept.
    pub fn write(&self) -> String {
        serde_json::json!({ "version": VERSION, "rolls": self.0 }).to_string()
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Roll> {
        self.0.iter()
    }

    /// The list of a class.
    pub fn of(&self, notice: &str, unit: &str) -> Option<&Roll> {
        self.0.iter().find(|roll| roll.notice == notice && roll.unit == unit)
    }

    /// Puts a list in the place of the one of the same class.
    pub fn put(&mut self, roll: Roll) {
        self.remove(&roll.notice, &roll.unit);
        self.0.push(roll);
        let spare = self.0.len().saturating_sub(MOST_ROLLS);
        self.0.drain(..spare);
    }

    /// Forgets the list of a class.
    pub fn remove(&mut self, notice: &str, unit: &str) {
        self.0.retain(|roll| roll.notice != notice || roll.unit != unit);
    }
}

/// A list whose every part is within the limits.
fn usable(value: Value) -> Option<Roll> {
    let roll: Roll = serde_json::from_value(value).ok()?;
    let short = |text: &str, most: usize| text.chars().count() <= most;
    let is_person = |person: &Person| {
        let parts = [&person.number, &person.name, &person.class];
        let named = !person.number.is_empty() || !person.name.is_empty();
        named && parts.into_iter().all(|part| short(part, LONGEST))
    };
    let fine = short(&roll.notice, LONGEST_NAME)
        && short(&roll.unit, LONGEST_NAME)
        && (1..=MOST_PEOPLE).contains(&roll.entries.len())
        && roll.entries.iter().all(|entry| is_person(&entry.person));
    fine.then_some(roll)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Placeholders; nobody's names.
    fn roll(unit: &str, people: usize) -> Roll {
        let person = |at: usize| Person {
            number: format!("{}", 20_300 - at),
            name: format!("学生{at:02}"),
            class: String::new(),
        };
        Roll::new("cqie-2027", unit, Order::Number, (1..=people).map(person).collect())
    }

    #[test]
    fn ticks_are_counted_and_taken_back() {
        let mut roll = roll("23软工1班", 4);
        for (at, mark) in [(0, Mark::Present), (1, Mark::Absent), (2, Mark::MakeUp)] {
            roll.tick(at, mark);
        }
        let counts = Counts { all: 4, open: 1, present: 1, absent: 1, make_up: 1 };
        assert_eq!(roll.counts(), counts);
        // By number: 学生04 has the smallest.
        let missing: Vec<&str> = roll.missing().iter().map(|it| it.name.as_str()).collect();
        assert_eq!(missing, ["学生03", "学生02"]);
        roll.tick(1, Mark::Present);
        roll.tick(0, Mark::Present);
        assert_eq!((roll.counts().present, roll.counts().open), (1, 2));
        // Nobody.
        roll.tick(99, Mark::Present);
    }

    /// 到齐后分班级按学号从小到大列队: two classes of a college whose numbers run into one another.
    #[test]
    fn classes_queue_one_after_the_other() {
        let person = |number: &str, class: &str| Person {
            number: number.to_owned(),
            name: String::new(),
            class: class.to_owned(),
        };
        let people = vec![
            person("2204", "软件2202"),
            person("2203", "软件2201"),
            person("2209", ""),
            person("2202", "软件 2202"),
            person("2201", "软件2201"),
        ];
        let mut roll = Roll::new("cqust-2026", "计算机学院", Order::Number, people.clone());
        let all = |roll: &Roll| -> Vec<(String, Vec<String>)> {
            let numbers = |group: &Group<'_>| {
                group.entries.iter().map(|(_, entry)| entry.person.number.clone()).collect()
            };
            roll.groups().iter().map(|it| (it.name().to_owned(), numbers(it))).collect()
        };
        let group = |class: &str, numbers: &[&str]| {
            (class.to_owned(), numbers.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        let last = group("没有写班级的", &["2209"]);
        assert_eq!(
            all(&roll),
            [
                group("软件2202", &["2202", "2204"]),
                group("软件2201", &["2201", "2203"]),
                last.clone()
            ]
        );
        assert!(roll.names_classes());
        let places: Vec<usize> = roll.ordered().into_iter().map(|(at, _)| at).collect();
        assert_eq!(places, [3, 0, 4, 1, 2]);
        roll.order = Order::Pasted;
        assert_eq!(
            all(&roll),
            [group("软件2202", &["2204", "2202"]), group("软件2201", &["2203", "2201"]), last]
        );
        // On the list of a class who is without a class is of that one.
        let own = Roll::new("cqust-2026", "软件2201", Order::Number, people);
        assert_eq!(all(&own)[1], group("软件2201", &["2201", "2203", "2209"]));
        let one = Roll::new("n", "软件2201", Order::Number, vec![person("1", "软件2201")]);
        assert!(!one.names_classes());
        let other = Roll::new("n", "软件2201", Order::Number, vec![person("1", "软件2209")]);
        assert!(other.names_classes());
    }

    /// A plain fact, and only where the notice counts this one unit.
    #[test]
    fn the_number_of_people_is_compared_with_the_notice() {
        let units = |count: usize| vec![tucai_notice::slot::Unit::default(); count];
        let mut slot = Slot { heads: Some(44), units: units(1), ..Slot::default() };
        let six = roll("23软工1班", 6);
        assert_eq!(six.compared(&slot).as_deref(), Some("读到6人，通知写44人"));
        slot.divided = Some("学院自己的分班安排".to_owned());
        assert_eq!(six.compared(&slot).as_deref(), Some("读到6人，学院的分班安排写44人"));
        assert_eq!(roll("23软工1班", 44).compared(&slot), None);
        slot.heads = None;
        assert_eq!(six.compared(&slot), None);
        let slot = Slot { heads: Some(90), units: units(2), ..Slot::default() };
        assert_eq!(six.compared(&slot), None);
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let mut rolls = Rolls::default();
        let mut first = roll("23软工1班", 3);
        first.tick(2, Mark::MakeUp);
        rolls.put(first.clone());
        rolls.put(roll("23软工2班", 1));
        let (read, state) = Rolls::read(&rolls.write());
        assert_eq!((&read, state), (&rolls, State::Whole));
        assert_eq!(read.of("cqie-2027", "23软工1班"), Some(&first));
        rolls.remove("cqie-2027", "23软工1班");
        rolls.remove("cqie-2027", "23软工2班");
        assert!(rolls.is_empty());
    }

    #[test]
    fn a_damaged_list_goes_and_the_others_stay() {
        let mut rolls = Rolls::default();
        rolls.put(roll("23软工1班", 2));
        rolls.put(roll("23软工2班", 2));
        let text = rolls.write().replacen("\"entries\":[", "\"entries\":[7,", 1);
        let (read, state) = Rolls::read(&text);
        assert_eq!(state, State::Damaged);
        assert_eq!(read.of("cqie-2027", "23软工1班"), None);
        assert!(read.of("cqie-2027", "23软工2班").is_some());
    }

    #[test]
    fn no_text_is_too_odd() {
        let long = " ".repeat(MOST_BYTES + 1);
        for text in ["", "{", "[]", "7", "{\"version\":0}", "{\"version\":1,\"rolls\":{}}", &long] {
            assert_eq!(Rolls::read(text), (Rolls::default(), State::Damaged), "{text:.20}");
        }
        let newer = "{\"version\":2,\"rolls\":[]}";
        assert_eq!(Rolls::read(newer), (Rolls::default(), State::Newer));
    }

    #[test]
    fn more_lists_than_there_is_room_for_push_out_the_oldest() {
        let mut rolls = Rolls::default();
        for at in 0..=MOST_ROLLS {
            rolls.put(roll(&format!("{at}班"), 1));
        }
        assert_eq!(rolls.0.len(), MOST_ROLLS);
        assert!(rolls.of("cqie-2027", "0班").is_none());
    }
}
