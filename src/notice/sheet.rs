//! Everything a notice says besides the schedule, laid out as sections of lines.
//!
//! They are written as HTML into the plain page at build time, and the page cuts them out of it, so
//! the two cannot tell a reader different things.

mod view;

use self::view::View;
use crate::notice::{GapAbout, Notice};
use crate::point::{Force, Id};
use crate::words;

/// What stands before a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Nothing: a plain statement.
    #[default]
    Plain,
    /// Required.
    Do,
    /// Forbidden.
    Dont,
    /// Asked for.
    Advise,
    /// Advised against.
    AdviseNot,
    /// Allowed.
    May,
    /// The reading is unsure.
    Unsure,
    /// The notice leaves it open, or it is not part of the text entered here.
    Gap,
    /// Somebody else's concern, not the student's.
    Theirs,
}

impl Mark {
    /// The mark in words, for labels and screen readers; empty for a plain statement.
    pub fn word(self) -> &'static str {
        match self {
            Self::Plain => "",
            // The text says what must not be; a mark that says so too would turn it round.
            Self::Do | Self::Dont => "要求",
            Self::Advise | Self::AdviseNot => "建议",
            Self::May => "允许",
            Self::Unsure => "存疑",
            Self::Gap => "未知",
            Self::Theirs => "非学生事项",
        }
    }
}

impl From<Force> for Mark {
    fn from(force: Force) -> Self {
        match force {
            Force::Fact => Self::Plain,
            Force::Must => Self::Do,
            Force::MustNot => Self::Dont,
            Force::Should => Self::Advise,
            Force::ShouldNot => Self::AdviseNot,
            Force::May => Self::May,
        }
    }
}

/// One line of a section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What stands before it.
    pub mark: Mark,
    /// A short label before the text: 女生, 辅导员, 3月29日前.
    pub label: String,
    /// The text.
    pub text: String,
    /// The notice's own words.
    pub says: Option<String>,
    /// Numbers that may be called.
    pub phones: Vec<String>,
    /// An address of the notice's.
    pub url: Option<String>,
    /// The one audience that it concerns; everybody if none.
    pub audience: Option<Id>,
}

impl Line {
    fn new(mark: Mark, text: impl Into<String>) -> Self {
        Self { mark, text: text.into(), ..Self::default() }
    }

    fn says(mut self, says: Option<&String>) -> Self {
        self.says = says.cloned();
        self
    }

    fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }
}

/// Which screen of the class page a section stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// 安排
    Plan,
    /// 采集码
    Code,
    /// 自检
    Look,
    /// 核对
    After,
}

impl Tab {
    /// The tab's name in addresses and markup.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Code => "code",
            Self::Look => "portrait",
            Self::After => "after",
        }
    }
}

/// A section: a heading and its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// A stable name, for addresses within a page and for tests.
    pub id: &'static str,
    /// The heading.
    pub title: &'static str,
    /// The lines; never empty.
    pub lines: Vec<Line>,
}

/// The sections of one tab, in reading order.
pub fn sections(notice: &Notice, tab: Tab) -> Vec<Section> {
    let view = View { notice };
    let mut sections = match tab {
        Tab::Plan => vec![
            view.section("bring", "带什么", view.bring(), None),
            view.section("gates", "拍摄前须完成", view.gates(), None),
            view.section("fee", "费用", view.fee(), Some(GapAbout::Fee)),
            view.section("look", "怎么穿", view.look(), Some(GapAbout::Look)),
            view.section("steps", "现场怎么走", view.steps(), Some(GapAbout::Steps)),
            view.section("warnings", "务必注意", view.points(&notice.warnings), None),
            view.section(
                "conflicts",
                "有课、请假、来不了",
                view.absence(),
                Some(GapAbout::Absence),
            ),
            view.section("contacts", "有问题问谁", view.contacts(), Some(GapAbout::Contacts)),
            view.section("deadlines", "其他时间节点", view.deadlines(), None),
        ],
        Tab::Code => vec![
            view.section("code", "采集码", view.code(), Some(GapAbout::Code)),
            view.section("channels", "怎么获取", view.channels(), None),
        ],
        Tab::Look => vec![view.section("look", "对照检查", view.look(), Some(GapAbout::Look))],
        Tab::After => vec![
            view.section("verify", "学信网核对", view.verify(), Some(GapAbout::Verification)),
            view.section("make-up", "错过了怎么补", view.make_up(), Some(GapAbout::MakeUp)),
        ],
    };
    sections.retain(|section| !section.lines.is_empty());
    sections
}

/// Where the facts come from, and how fresh they are.
pub fn source(notice: &Notice) -> Section {
    let mut lines = vec![Line::new(Mark::Plain, notice.title.clone()).label("通知")];
    match &notice.school.inferred {
        Some(from) => lines.push(
            Line::new(Mark::Unsure, format!("{}(推断：{from})", notice.school.name)).label("学校"),
        ),
        None => lines.push(Line::new(Mark::Plain, notice.school.name.clone()).label("学校")),
    }
    let mut add = |label: &str, text: Option<String>| {
        lines.extend(text.map(|text| Line::new(Mark::Plain, text).label(label)));
    };
    add("发文", notice.issuer.clone());
    add("文号", notice.number.clone());
    add("落款日期", notice.issued.map(words::day_plain));
    add("采集单位", notice.provider.clone());
    add("图像用途", notice.purpose.clone());
    add("引用文件", (!notice.cites.is_empty()).then(|| notice.cites.join("、")));
    add("采集对象", {
        let mut who: Vec<&str> = Vec::new();
        for audience in &notice.audiences {
            let says = audience.says.trim_end_matches('。');
            if !who.contains(&says) {
                who.push(says);
            }
        }
        (!who.is_empty()).then(|| who.join("；"))
    });
    for who in &notice.excluded {
        let text = format!("{}不在其中：{}", who.who, who.instead);
        lines.push(Line::new(Mark::Plain, text).label("不包括").says(Some(&who.says)));
    }
    match &notice.url {
        Some(url) => lines.push(Line {
            url: Some(url.clone()),
            ..Line::new(Mark::Plain, "学校网站上的通知").label("原文")
        }),
        None => {
            lines
                .push(Line::new(Mark::Gap, "通知的网址不详，请以学校发布的原文为准").label("原文"));
        }
    }
    let checked = words::day_plain(notice.checked);
    lines.push(
        Line::new(Mark::Plain, format!("第{}版，{checked}与通知核对", notice.revision))
            .label("数据"),
    );
    let gaps = notice
        .gaps
        .iter()
        .filter(|gap| matches!(gap.about, GapAbout::Source | GapAbout::Schedule | GapAbout::Place));
    lines.extend(gaps.map(|gap| Line::new(Mark::Gap, gap.text.clone())));
    Section { id: "source", title: "依据", lines }
}
