//! The general procedure after the capture, from published notices of other schools (not this one).
//!
//! There is no official text that says all this; schools differ, and every sentence names the pages it
//! is known from. Nothing here may be drawn without [`LABEL`]. Words of the machine comparison are those
//! found in notices; no list of statuses is published, so none is given as complete.

use tucai_notice::after::{Verification, Window};
use tucai_notice::sheet::Line;

/// Stands on everything that is drawn from here.
pub const LABEL: &str = "一般流程，不是本校通知";

/// A page that a sentence is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The school and the cohort of its notice.
    pub name: &'static str,
    /// Its address.
    pub url: &'static str,
}

/// One sentence, and where it is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// What it is about, a few characters; may be empty.
    pub label: &'static str,
    /// The sentence.
    pub text: &'static str,
    /// Where it is known from; empty where it is our own advice.
    pub sources: &'static [Source],
}

/// A heading and its sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// A stable name: `already`, `where`, `fields`, `confirm`, `wrong`, `missing`, `words`, `papers`,
    /// `looks`, `again`, `end`.
    pub id: &'static str,
    /// The heading.
    pub title: &'static str,
    /// The sentences.
    pub said: &'static [Said],
}

const ZYUFL: Source = Source {
    name: "浙江越秀外国语学院（2024届）",
    url: "https://jk.zyufl.edu.cn/2024/0703/c2560a67177/page.htm",
};
const ZISU: Source = Source {
    name: "浙江外国语学院（2022届）",
    url: "https://jwc.zisu.edu.cn/info/1168/5070.htm",
};
const ZZUT: Source = Source {
    name: "郑州工程技术学院（2022届）",
    url: "https://xsc.zzut.edu.cn/info/1101/1672.htm",
};
const WXSTC: Source = Source {
    name: "无锡科技职业学院（2024届）",
    url: "https://jiaowu.wxstc.cn/info/1031/1434.htm",
};
const AKU: Source =
    Source { name: "安康学院（2024届）", url: "https://jwc.aku.edu.cn/info/1003/7678.htm" };
const BJWLXY: Source = Source {
    name: "宝鸡文理学院（2022年）",
    url: "https://jwc.bjwlxy.edu.cn/info/1031/3203.htm",
};
const XJTU: Source = Source {
    name: "西安交通大学（2025届）",
    url: "https://jwc.xjtu.edu.cn/info/1096/8422.htm",
};
const HUNAU: Source = Source {
    name: "湖南农业大学继续教育（2025年，线上采集）",
    url: "https://jjxy.hunau.edu.cn/xwgg/tzgg/202502/t20250228_446278.html",
};
const NEPU: Source = Source {
    name: "东北石油大学继续教育（2025年）",
    url: "https://jxjy.nepu.edu.cn/info/1090/2567.htm",
};
const FZU: Source =
    Source { name: "福州大学", url: "https://jwch.fzu.edu.cn/info/1036/13988.htm" };

/// The fields that are looked at one by one on 学信网.
pub const FIELDS: &[&str] =
    &["照片", "姓名", "性别", "出生日期", "证件号码", "学校", "专业", "层次", "学制", "入学日期"];

/// The whole of it, in reading order.
pub const PARTS: &[Part] = &[
    Part {
        id: "where",
        title: "在哪里看",
        said: &[
            Said {
                label: "",
                text: "登录学信网（www.chsi.com.cn）的学信档案，打开“学籍信息（图像校对）”；有的学校写作“图像校对”。",
                sources: &[ZYUFL, ZISU, ZZUT],
            },
            Said {
                label: "什么时候有",
                text: "拍完不会马上看到。有学校写采集40天后，线上采集有写10个工作日左右的。还没有，就过些天再看。",
                sources: &[XJTU, HUNAU],
            },
        ],
    },
    Part {
        id: "fields",
        title: "逐项看什么",
        said: &[
            Said {
                label: "",
                text: "照片是不是本人，姓名、性别、出生日期、证件号码、学校、专业、层次、学制、入学日期对不对。这些会用在毕业证书上。",
                sources: &[ZISU],
            },
            Said {
                label: "不用管",
                text: "班级和所属学院是校内管理信息，有学校写明不在校对范围。",
                sources: &[ZISU],
            },
        ],
    },
    Part {
        id: "confirm",
        title: "都对：点“正确”",
        said: &[
            Said {
                label: "",
                text: "看过以后，还要点“正确”并提交。有学校写明：点了“正确”，照片才能生效。",
                sources: &[ZYUFL, ZZUT],
            },
            Said {
                label: "代办",
                text: "有学校写明：确有特殊情况、本人无法上网的，班主任、辅导员可以代为校对。本校行不行，请问辅导员。",
                sources: &[ZYUFL],
            },
        ],
    },
    Part {
        id: "wrong",
        title: "有错：点“信息有误”",
        said: &[
            Said {
                label: "",
                text: "点“信息有误”，按页面提示填写并提交。",
                sources: &[ZZUT, ZISU, ZYUFL],
            },
            Said {
                label: "告诉谁",
                text: "同时告诉辅导员或学院教务老师，带上证明材料。由学院汇总，报学校更正。",
                sources: &[ZZUT, ZISU, ZYUFL],
            },
            Said {
                label: "照片不是我",
                text: "不要点“正确”。点“信息有误”，马上告诉辅导员。",
                sources: &[ZZUT],
            },
        ],
    },
    Part {
        id: "missing",
        title: "找不到学籍，或没有照片",
        said: &[
            Said {
                label: "没有学籍",
                text: "多半是注册账号时填的姓名或证件号码和学籍库里的不一样。自己填错了就更正账号；学籍本身有出入，找学校管学籍的老师勘误。",
                sources: &[ZZUT],
            },
            Said {
                label: "没有照片",
                text: "可能还没上传，可能没有采集，也可能采集时的学校、姓名、证件号码和学籍不一致。先看时间到没到，再问学院。",
                sources: &[ZZUT],
            },
        ],
    },
    Part {
        id: "words",
        title: "人像比对的字样是什么意思",
        said: &[
            Said {
                label: "同一人",
                text: "学历照片和录取照片比对下来是同一个人。有学校写明，比对为“同一人”才能注册学历。",
                sources: &[BJWLXY, WXSTC],
            },
            Said {
                label: "非同一人",
                text: "机器没有把两张照片认作同一个人。这是机器的结果，不是结论，学校还会复核。",
                sources: &[BJWLXY, WXSTC],
            },
            Said {
                label: "身份核验不确定",
                text: "机器拿不准，要由学校复核。复核备案通过以前，学历暂不能注册，学籍信息可能暂时查不到；通过以后即时恢复。",
                sources: &[WXSTC],
            },
            Said {
                label: "身份核验异常",
                text: "也见于学校的复核名单，同样由学校复核；具体是什么原因，请问学院老师。",
                sources: &[WXSTC],
            },
            Said {
                label: "",
                text: "学信网没有公布完整的字样清单。看到别的字样，请把原话告诉学院老师，不要自己猜。",
                sources: &[],
            },
        ],
    },
    Part {
        id: "papers",
        title: "要复核时，什么材料交给谁",
        said: &[
            Said {
                label: "交给谁",
                text: "学校会把要复核的名单通知到学院，材料交给学院，由学院交教务处。没有接到通知，不用先交。",
                sources: &[WXSTC, AKU],
            },
            Said {
                label: "可能要的",
                text: "身份证正反面、户口本、手持身份证的照片、高中时的证件照或毕业证、承诺书。各校不一样，以学院给的清单为准。",
                sources: &[AKU, WXSTC],
            },
            Said {
                label: "样子变了",
                text: "有学校把病历、整容证明、户籍变更证明也列为可以交的材料，用来说明照片为什么不一样。",
                sources: &[WXSTC, AKU],
            },
            Said {
                label: "小心",
                text: "这些都是私密的材料：只当面或按学院指定的办法交，不发到班级群，也不交给网上说能代办的人。",
                sources: &[WXSTC],
            },
        ],
    },
    Part {
        id: "looks",
        title: "样子和入学时不一样了",
        said: &[
            Said {
                label: "",
                text: "人会变：体重、发型、治疗、手术、性别表达，都可能让机器拿不准。这不说明你做错了什么，复核就是为这种情况准备的。",
                sources: &[],
            },
            Said {
                label: "",
                text: "不需要在班里解释原因。可以单独找一位信得过的老师（辅导员，或管学籍的老师），先问清楚要哪些材料、谁会看到。",
                sources: &[],
            },
        ],
    },
    Part {
        id: "again",
        title: "可以重拍吗",
        said: &[Said {
            label: "",
            text: "只因为不满意，一般不能换：有学校写明，照片审核通过以后不再更换。",
            sources: &[BJWLXY],
        }],
    },
    Part {
        id: "already",
        title: "先看看：学信网上是不是已经有学历照片",
        said: &[
            Said {
                label: "",
                text: "去补拍以前，先登录学信网，看本次要毕业的这个学籍有没有“学历照片”。已经有了，就先不要再拍，请问学院。",
                sources: &[FZU, NEPU],
            },
            Said {
                label: "为什么",
                text: "有学校提醒：已经采集过的再拍一次，会影响学历注册。",
                sources: &[FZU, NEPU],
            },
            Said {
                label: "专升本、第二学士学位、研究生",
                text: "学信网上可能还有以前的学籍，不要看错。一个学籍只对应一个采集码；分不清请问学院。",
                sources: &[NEPU],
            },
        ],
    },
    Part {
        id: "end",
        title: "最晚什么时候",
        said: &[Said {
            label: "",
            text: "有学校写明：毕业当年7月1日对外公开查询以后，学历信息和图像信息不能再变更。这是别的学校的说法，本校的时间请问学院。",
            sources: &[ZZUT],
        }],
    },
];

/// What a notice may say itself. Where it does, what other schools do stands back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// When the check is.
    Time,
    /// What to do about a mistake or a comparison that failed: whom to go to, with which papers.
    Mistakes,
}

/// Sentences that could say otherwise than the notice: part, label, and what takes their place.
const YIELDING: &[(&str, &str, Own)] = &[
    ("where", "什么时候有", Own::Time),
    ("wrong", "告诉谁", Own::Mistakes),
    ("papers", "交给谁", Own::Mistakes),
];

/// Words by which a notice speaks of mistakes.
const OF_MISTAKES: &[&str] =
    &["有误", "错误", "不符", "不一致", "未通过", "没有通过", "更正", "材料"];

impl Own {
    /// Whether a notice says it itself. A window to be announced (待定) is no time.
    pub fn is_said_by(self, verification: &Verification) -> bool {
        match self {
            Self::Time => !matches!(verification.window, None | Some(Window::ToBeAnnounced)),
            Self::Mistakes => verification.points.iter().any(|point| {
                let says = point.says.as_deref().unwrap_or_default();
                OF_MISTAKES.iter().any(|word| point.text.contains(word) || says.contains(word))
            }),
        }
    }

    /// What stands in the place of the sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Time => "本校通知写了时间，以上面的为准。",
            Self::Mistakes => "本校通知写了办法，以上面的为准。",
        }
    }
}

/// What of a notice a sentence of a part stands back for, if for anything.
pub fn yields_to(part: &Part, said: &Said) -> Option<Own> {
    let its = YIELDING.iter().find(|(id, label, _)| *id == part.id && *label == said.label);
    its.map(|(_, _, own)| *own)
}

/// A part by its name.
pub fn part(id: &str) -> Option<&'static Part> {
    PARTS.iter().find(|part| part.id == id)
}

impl Said {
    /// The sentence as a line of a section. Its sources are no words of the notice and stand apart.
    pub fn line(&self) -> Line {
        Line { label: self.label.to_owned(), text: self.text.to_owned(), ..Line::default() }
    }

    /// Where it is known from, in words: `依据：浙江外国语学院（2022届）`.
    pub fn from(&self) -> Option<String> {
        let names: Vec<&str> = self.sources.iter().map(|source| source.name).collect();
        (!names.is_empty()).then(|| format!("依据：{}", names.join("、")))
    }
}

#[cfg(test)]
mod tests;
