//! What came of a picture, each answer with one next step.

use leptos::prelude::*;

use super::load::album;
use crate::error::Problem;
use crate::flow::Candidate;
use crate::platform::page;
use crate::tab::Tab;
use crate::words::{self, Next};

/// One code that may be a collection code: is it the right one?
pub fn confirm(tab: Tab, candidate: &Candidate) -> impl IntoView + use<> {
    view! {
        <section class="card answer">
            <h2 tabindex="-1" data-answer>"读出来了。学校和层次对吗？"</h2>
            {crop(candidate)}
            <p>"请看图上的姓名、学校和层次，是不是这次要采集的那个学籍。"</p>
            <p class="row">
                <button type="button" class="primary" data-action="use" on:click=move |_| tab.keep()>
                    "就用它"
                </button>
                {album(tab, "换一张", false)}
            </p>
            <details>
                <summary>"哪些情况会拿错码"</summary>
                <ul class="plain">
                    <li>"一个学籍一个码。读过专科、本科的人，学信网里有几个学籍，先选对再保存。"</li>
                    <li>"专升本：用本科的码，不是以前专科的。"</li>
                    <li>"第二学位、研究生：用现在这个学籍的码，不是上一个的。"</li>
                    <li>"帮同学存的、同学发来的：看清姓名再用。"</li>
                </ul>
            </details>
            {back(tab)}
        </section>
    }
}

/// A code that is recognisably something else.
pub fn doubt(tab: Tab, candidate: &Candidate) -> impl IntoView + use<> {
    let like = words::looks_like(candidate.kind).unwrap_or_default();
    view! {
        <section class="card answer">
            <h2 tabindex="-1" data-answer>{format!("这像是{like}，不像采集码")}</h2>
            {crop(candidate)}
            <p>"采集码在学信网的“图像采集码”卡片上，上面有学校和层次。请换那张图。"</p>
            <p class="row">
                {album(tab, "换一张", true)}
                <button type="button" data-action="overrule" on:click=move |_| overrule(tab)>
                    "这就是学校发的采集码，仍然保存"
                </button>
            </p>
            {back(tab)}
        </section>
    }
}

fn overrule(tab: Tab) {
    tab.flow.update(crate::flow::Flow::overrule);
}

/// Several codes in one picture.
pub fn choose(tab: Tab, candidates: Vec<Candidate>) -> impl IntoView {
    let several = candidates.into_iter().enumerate().map(|(at, candidate)| {
        let like = words::looks_like(candidate.kind);
        let name = format!("第 {} 个", at + 1);
        let take = move |_| tab.flow.update(|flow| flow.choose(at));
        view! {
            <li>
                <button type="button" data-action="choose" data-kind=like.is_some() on:click=take>
                    {crop(&candidate)} <span>{name}</span>
                    {like.map(|like| view! { <small>{format!("像是{like}")}</small> })}
                </button>
            </li>
        }
    });
    view! {
        <section class="card answer">
            <h2 tabindex="-1" data-answer>"图里有几个码，用哪一个？"</h2>
            <ul class="several-codes">{several.collect_view()}</ul>
            {back(tab)}
        </section>
    }
}

/// It did not work.
pub fn stuck(tab: Tab, problem: Problem) -> impl IntoView {
    let (title, text, next) = words::problem(problem);
    let step = match next {
        Next::Another => album(tab, "换一张图", true).into_any(),
        Next::Again => view! {
            <button type="button" class="primary" data-action="again" on:click=move |_| tab.again()>
                "再试一次"
            </button>
        }
        .into_any(),
        Next::Reload => view! {
            <button type="button" class="primary" data-action="reload" on:click=|_| page::reload()>
                "重新打开"
            </button>
        }
        .into_any(),
    };
    view! {
        <section class="card answer problem" data-problem=format!("{problem:?}")>
            <h2 tabindex="-1" data-answer>{title}</h2>
            <p>{text}</p>
            <p class="row">{step} {back(tab)}</p>
        </section>
    }
}

fn crop(candidate: &Candidate) -> Option<impl IntoView + use<>> {
    let address = candidate.address.clone();
    (!address.is_empty()).then(|| {
        view! { <img class="crop" src=address alt="图里码和它周围的部分" /> }
    })
}

fn back(tab: Tab) -> impl IntoView {
    view! {
        <button type="button" class="plain-button" data-action="dismiss" on:click=move |_| tab.dismiss()>
            "返回"
        </button>
    }
}
