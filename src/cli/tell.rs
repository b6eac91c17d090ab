//! What a person in front of the terminal is told beside the answer.

use tucai_notice::lookup::Found;
use tucai_notice::notice::{Notice, Standing};
use tucai_notice::point::Party;
use tucai_notice::words;

use crate::output::{message, short};

/// Says first of all that a notice no longer holds.
pub fn standing(notice: &Notice) {
    let (what, on, says) = match &notice.standing {
        Standing::InForce => return,
        Standing::Postponed { on, says } => ("已延期", on, says),
        Standing::Withdrawn { on, says } => ("已取消", on, says),
    };
    message(&format!(
        "注意：这份通知{what}({})，其中的时间不再有效：{says}",
        words::day_plain(*on)
    ));
}

/// What those whom the notice is not for do instead, if the words name them.
pub fn excluded(notice: &Notice, found: &Found) {
    if let Some(excluded) = found.excluded.and_then(|at| notice.excluded.get(at)) {
        message(&format!("{}：{}", excluded.who, excluded.instead));
    }
}

/// Says why there is nothing, where the notice does, and whom to ask.
pub fn no_match(notice: &Notice, found: &Found, unit: &str) {
    if found.excluded.is_some() {
        excluded(notice, found);
    } else {
        message(&format!("通知里没有“{}”", short(unit)));
    }
    message("请问辅导员或学院");
    for contact in notice.contacts.iter().filter(|contact| contact.party == Party::Student) {
        let audience = contact.audience.as_deref().and_then(|id| notice.audience(id));
        let about = match audience {
            Some(audience) if !contact.about.contains(&audience.name) => {
                format!("{}({})", contact.about, audience.name)
            }
            _ => contact.about.clone(),
        };
        let parts = contact.name.iter().chain(&contact.phones).chain(&contact.office);
        let parts: Vec<&str> = parts.map(String::as_str).collect();
        message(&format!("{about}：{}", parts.join("，")));
    }
}
