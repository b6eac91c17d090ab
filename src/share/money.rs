//! The fee of a class: so many heads times so much, and who collects it, as the notice says.

use tucai_notice::Notice;
use tucai_notice::fee::{FeeRoute, Mode};
use tucai_notice::words;

/// `15元/人 × 44人 = 660元`; none where the notice states no amount, or several.
#[must_use]
pub fn total(notice: &Notice, audience: Option<&str>, heads: u32) -> Option<String> {
    let mut amounts: Vec<u32> = Vec::new();
    for route in routes(notice, audience) {
        amounts.extend(route.fen.or(notice.fee.fen));
    }
    if amounts.is_empty() {
        amounts.extend(notice.fee.fen);
    }
    amounts.dedup();
    let [fen] = amounts.as_slice() else {
        return None;
    };
    let sum = words::yuan(fen.checked_mul(heads)?);
    Some(format!("{}/人 × {heads}人 = {sum}", words::yuan(*fen)))
}

/// Who collects it, when and how, and what becomes of it: a line each.
#[must_use]
pub fn who(notice: &Notice, audience: Option<&str>) -> Vec<String> {
    let mut lines = Vec::new();
    for route in routes(notice, audience) {
        lines.push(words::fee_route(route));
        lines.extend(route.onward.clone());
    }
    lines
}

/// The ways of paying at a session on site, of an audience.
fn routes<'a>(
    notice: &'a Notice,
    audience: Option<&'a str>,
) -> impl Iterator<Item = &'a FeeRoute> + use<'a> {
    let of_audience = move |route: &&FeeRoute| {
        let its = route.audience.as_deref();
        its.is_none() || audience.is_none() || its == audience
    };
    let on_site = |route: &&FeeRoute| route.mode.is_none_or(|mode| mode == Mode::OnSite);
    notice.fee.routes.iter().filter(of_audience).filter(on_site)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(json: &str) -> Notice {
        Notice::from_json(json).unwrap()
    }

    /// 15 元/生, 各班班长收齐, 当日按班级实际拍摄人数 … 支付给新华社图像信息采集工作人员.
    #[test]
    fn the_monitor_collects() {
        let notice = notice(include_str!("../../public/notices/cqie-2027.json"));
        assert_eq!(total(&notice, None, 44).unwrap(), "15元/人 × 44人 = 660元");
        let who = who(&notice, None).join("；");
        assert!(who.contains("班长收取") && who.contains("实际拍摄人数"), "{who}");
    }

    /// 现场收取人民币20元/人, 只可通过扫码支付.
    #[test]
    fn the_agency_collects_on_site() {
        let notice = notice(include_str!("../../public/notices/bnu-2025.json"));
        assert_eq!(total(&notice, Some("undergraduate"), 3).unwrap(), "20元/人 × 3人 = 60元");
        assert!(who(&notice, Some("undergraduate")).join("").contains("只可扫码支付"));
    }

    #[test]
    fn where_amounts_differ_there_is_no_total() {
        let mut notice = notice(include_str!("../../public/notices/cqie-2027.json"));
        let route = FeeRoute { fen: Some(2000), ..FeeRoute::default() };
        notice.fee.routes.push(route);
        assert_eq!(total(&notice, None, 44), None);
        // The sum of more people than there are.
        notice.fee.routes.clear();
        assert_eq!(total(&notice, None, u32::MAX), None);
    }
}
