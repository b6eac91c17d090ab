//! Numbers in the notice's own words against those of the data.

use super::scan::{self, Token};
use super::{Finding, Report};
use crate::notice::Notice;
use Token::{Char, Dash, Number};

/// Totals whose words say another number.
pub(super) fn totals(notice: &Notice, found: &mut Vec<Finding>) {
    for (index, total) in notice.totals.iter().enumerate() {
        let said = numbers(&scan::tokens(&total.says));
        let path = format!("/totals/{index}/says");
        let data: Vec<u64> =
            [total.heads, total.units].into_iter().flatten().map(u64::from).collect();
        let missing = total.heads.map(u64::from).filter(|heads| !said.contains(heads));
        match (said.as_slice(), missing) {
            ([said], _) if !data.is_empty() && !data.contains(said) => {
                found.error(path, format!("原文“{}”里的{said}与数据不符", total.says));
            }
            ([_, _, ..], Some(heads)) => {
                found.warning(path, format!("原文“{}”里没有{heads}这个数", total.says));
            }
            _ => {}
        }
    }
}

/// The numbers in a text; 4,242 is one.
fn numbers(tokens: &[Token]) -> Vec<u64> {
    let mut found = Vec::new();
    let mut rest = tokens;
    while let Some((_, tail)) = rest.split_first() {
        rest = match rest {
            [Number(thousands, 1..=3), Char(','), Number(ones, 3), after @ ..] => {
                found.push(u64::from(*thousands) * 1000 + u64::from(*ones));
                after
            }
            [Number(number, _), after @ ..] => {
                found.push(u64::from(*number));
                after
            }
            _ => tail,
        };
    }
    found
}

/// A number of people in the title or the words for an audience that no total checks.
pub(super) fn people(notice: &Notice, found: &mut Vec<Finding>) {
    if notice.totals.iter().any(|total| total.heads.is_some()) {
        return;
    }
    let audiences = notice.audiences.iter().flat_map(|audience| [&audience.name, &audience.says]);
    for words in std::iter::once(&notice.title).chain(audiences) {
        let tokens = scan::tokens(words);
        let counts = tokens.windows(2).any(|pair| matches!(pair, [Number(..), Char('人' | '名')]));
        if counts {
            found.remark("/totals", format!("“{words}”说了人数，可填入 totals 以便核对"));
            return;
        }
    }
}

/// Amounts of money that contradict the words beside them.
pub(super) fn fees(notice: &Notice, found: &mut Vec<Finding>) {
    let fee = notice.fee.says.as_deref().map(|says| ("/fee".to_owned(), notice.fee.fen, says));
    let routes = notice.fee.routes.iter().enumerate();
    let make_ups = notice.make_ups.iter().enumerate();
    let all = fee
        .into_iter()
        .chain(routes.map(|(at, it)| (format!("/fee/routes/{at}"), it.fen, it.says.as_str())))
        .chain(make_ups.map(|(at, it)| (format!("/make_ups/{at}"), it.fen, it.says.as_str())));
    for (path, fen, says) in all {
        let said = amounts(&scan::tokens(says));
        if let Some(fen) = fen
            && !said.is_empty()
            && !said.contains(&u64::from(fen))
        {
            let words = crate::words::yuan(fen);
            found.error(format!("{path}/fen"), format!("金额{words}与原文“{says}”不符"));
        }
    }
}

/// The amounts in a text, in fen: 15元, 13.5 元.
fn amounts(tokens: &[Token]) -> Vec<u64> {
    let mut found = Vec::new();
    let mut rest = tokens;
    while let Some((_, tail)) = rest.split_first() {
        rest = match rest {
            [Number(yuan, _), Char('.'), Number(part, digits @ 1..=2), Char('元'), after @ ..] => {
                let fen = if *digits == 1 { part * 10 } else { *part };
                found.push(u64::from(*yuan) * 100 + u64::from(fen));
                after
            }
            [Number(yuan, _), Char('元'), after @ ..] => {
                found.push(u64::from(*yuan) * 100);
                after
            }
            _ => tail,
        };
    }
    found
}

/// Minutes before the start that contradict the words beside them.
pub(super) fn arrival(notice: &Notice, found: &mut Vec<Finding>) {
    let (Some(minutes), Some(says)) = (notice.arrival.minutes_before, &notice.arrival.says) else {
        return;
    };
    let said = minutes_before(&scan::tokens(says));
    if !said.is_empty() && !said.contains(&u32::from(minutes)) {
        found.error("/arrival/minutes_before", format!("提前{minutes}分钟与原文“{says}”不符"));
    }
}

/// How early a text asks one to come: 提前10分钟, 提前至少 10—15 分钟.
fn minutes_before(tokens: &[Token]) -> Vec<u32> {
    let mut found = Vec::new();
    let starts = (0..tokens.len()).filter_map(|at| tokens.get(at..));
    for tail in starts {
        let [Char('提'), Char('前'), rest @ ..] = tail else { continue };
        // 至少 starts with what may be a dash.
        let between = rest.iter().take(4).take_while(|token| !matches!(token, Number(..))).count();
        match rest.get(between..) {
            Some([Number(first, _), Dash, Number(last, _), Char('分'), ..]) => {
                found.extend([*first, *last]);
            }
            Some([Number(minutes, _), Char('分'), ..]) => found.push(*minutes),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::sample::{found, notice};
    use serde_json::json;

    #[test]
    fn totals_say_their_number() {
        let about = |says: &str| {
            let mut value = notice();
            value["totals"] = json!([{ "heads": 120, "units": 3, "says": says }]);
            found(&value)
        };
        for says in ["合计120", "合计120人", "3个班", "2023级本科120人", "合计"] {
            assert!(about(says).is_empty(), "{says}");
        }
        assert_eq!(about("合计102"), ["error /totals/0/says"]);
        assert_eq!(about("合计1,120人"), ["error /totals/0/says"]);
        assert_eq!(about("2023级本科102人"), ["warning /totals/0/says"]);
    }

    #[test]
    fn people_that_no_total_counts() {
        let mut value = notice();
        value["audiences"][0]["says"] = json!("2026届本科毕业生，共计120人");
        assert_eq!(found(&value), ["remark /totals"]);
        value["totals"] = json!([{ "heads": 120, "says": "共计120人" }]);
        assert!(found(&value).is_empty());
        let mut value = notice();
        value["title"] = json!("关于120人图像采集的通知");
        assert_eq!(found(&value), ["remark /totals"]);
    }

    #[test]
    fn amounts_are_those_of_the_words() {
        let about = |says: &str| {
            let mut value = notice();
            value["fee"]["says"] = json!(says);
            found(&value)
        };
        for says in ["15元/生", "每人15元", "15.00元", "15元，含邮费5元", "按规定收取"]
        {
            assert!(about(says).is_empty(), "{says}");
        }
        for says in ["20元/生", "每人25元", "15.5元"] {
            assert_eq!(about(says), ["error /fee/fen"], "{says}");
        }
        let mut value = notice();
        value["fee"]["routes"] = json!([{ "fen": 2000, "says": "现场15元" }]);
        assert_eq!(found(&value), ["error /fee/routes/0/fen"]);
    }

    #[test]
    fn minutes_are_those_of_the_words() {
        let about = |says: &str| {
            let mut value = notice();
            value["arrival"]["says"] = json!(says);
            found(&value)
        };
        for says in ["提前10分钟", "请提前10分钟到场", "提前至少5—10分钟", "提前到场，每班15分钟"]
        {
            assert!(about(says).is_empty(), "{says}");
        }
        for says in ["提前20分钟", "请提前15分钟到场", "提前至少30分钟"] {
            assert_eq!(about(says), ["error /arrival/minutes_before"], "{says}");
        }
    }
}
