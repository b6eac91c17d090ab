//! "这是我的班级": the one choice that is kept on the phone.

use tucai_notice::sheet::Tab;
use tucai_store as store;

use crate::route::{self, Address, Route};

const NAME: &str = "mine";

/// The kept class: a notice and a unit of it.
#[derive(Clone, Debug)]
pub struct Mine {
    /// The notice's id.
    pub notice: String,
    /// The unit's name.
    pub unit: String,
    /// The college's division that the class is known by; empty where the notice knows it.
    pub plan: String,
    /// Set where the phone refused to keep it.
    pub refused: bool,
}

impl PartialEq for Mine {
    /// The same class, kept well or not.
    fn eq(&self, other: &Self) -> bool {
        self.notice == other.notice && self.unit == other.unit && self.plan == other.plan
    }
}

impl Mine {
    /// The class of an address.
    pub fn of(address: &Address) -> Option<Self> {
        match &address.route {
            Route::Class(notice, unit, _) => Some(Self {
                notice: notice.clone(),
                unit: unit.clone(),
                plan: address.plan.clone(),
                refused: false,
            }),
            _ => None,
        }
    }

    /// What is kept, if anything.
    pub fn load() -> Option<Self> {
        let text = store::get(NAME)?;
        let (notice, rest) = text.split_once('\n')?;
        let (unit, plan) = rest.split_once('\n').unwrap_or((rest, ""));
        (!notice.is_empty() && !unit.is_empty()).then(|| Self {
            notice: notice.to_owned(),
            unit: unit.to_owned(),
            plan: plan.to_owned(),
            refused: false,
        })
    }

    /// Keeps it; whether the phone agreed.
    pub fn keep(&self) -> bool {
        // Without a division there is no third line.
        let text = [self.notice.as_str(), &self.unit, &self.plan].join("\n");
        store::set(NAME, text.trim_end_matches('\n'))
    }

    /// Forgets it.
    pub fn forget() {
        store::remove(NAME);
    }

    /// The link to it.
    pub fn link(&self) -> String {
        route::with_plan(route::class_link(&self.notice, &self.unit, Tab::Plan), &self.plan)
    }
}
