//! What the tab looks like.

mod answer;
mod camera;
mod kept;
mod load;
mod show;

use leptos::prelude::*;

use crate::flow::Stage;
use crate::platform::{files, page};
use crate::record::Source;
use crate::tab::Tab;

/// The whole tab.
pub fn tab(tab: Tab) -> impl IntoView {
    let hovers = RwSignal::new(false);
    let listeners = StoredValue::new_local((
        files::on_paste(move |file| tab.load(file, Source::Paste)),
        files::on_drop(move |file| tab.load(file, Source::Drop), move |over| hovers.set(over)),
        page::on_address(move || tab.follow_address()),
    ));
    on_cleanup(move || listeners.dispose());
    let name = move || tab.flow.with(|flow| flow.stage.name());
    let whole = NodeRef::<leptos::html::Div>::new();
    // What had the focus is gone with the last stage: whoever listens goes on at the new heading.
    Effect::new(move |before: Option<&'static str>| {
        let now = name();
        if let Some(whole) = whole.get_untracked()
            && before.is_some_and(|before| before != now)
        {
            page::focus_soon(&whole, "h2[tabindex]");
        }
        now
    });
    let at_rest = move || tab.flow.with(|flow| flow.stage == Stage::Idle);
    view! {
        <div class="kit" node_ref=whole data-code-state=name class:hovered=move || hovers.get()>
            <p class="told" role="status">{move || tab.told.get()}</p>
            <Show when=at_rest>{kept::list(tab)}</Show>
            {move || stage(tab)}
            <div class="drop-here" aria-hidden="true">"松手，读这张图"</div>
        </div>
        {show::overlay(tab)}
    }
}

fn stage(tab: Tab) -> AnyView {
    match tab.flow.with(|flow| flow.stage.clone()) {
        Stage::Idle => load::choose(tab).into_any(),
        Stage::Camera => camera::view(tab).into_any(),
        Stage::Decoding => load::waiting(tab, "正在打开图片…").into_any(),
        Stage::Reading => load::waiting(tab, "正在读码…").into_any(),
        Stage::Choose(candidates) => answer::choose(tab, candidates).into_any(),
        Stage::Doubt(candidate) => answer::doubt(tab, &candidate).into_any(),
        Stage::Confirm(candidate) => answer::confirm(tab, &candidate).into_any(),
        Stage::Keeping => load::keeping().into_any(),
        Stage::Stuck(problem) => answer::stuck(tab, problem).into_any(),
    }
}
