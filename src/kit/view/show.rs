//! The code as the scanner sees it: full screen, white, every module as many whole pixels as fit.
//!
//! Nothing here needs the worker or the network.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Event;

use crate::geometry::{self, Fit};
use crate::platform::page::{self, Awake};
use crate::platform::{picture, shelf};
use crate::shelf::{Id, Kept};
use crate::tab::Tab;

/// The overlay, open while the address asks for it.
pub fn overlay(tab: Tab) -> impl IntoView {
    move || tab.showing.get().then(|| open(tab))
}

fn open(tab: Tab) -> impl IntoView {
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    let awake = StoredValue::new_local(Some(Awake::new()));
    on_cleanup(move || awake.dispose());
    Effect::new(move || {
        if let Some(dialog) = dialog.get()
            && !dialog.open()
        {
            // Refused where it is not in the document any more; then it is not seen either.
            let _ = dialog.show_modal();
        }
    });
    let codes = Memo::new_with_compare(
        move |_| tab.shelf.with(|shelf| tab.of_here_or(shelf, tab.shown.get())),
        |before, now| {
            let ids = |codes: Option<&Vec<Kept>>| {
                codes.map(|codes| codes.iter().map(|kept| kept.id).collect::<Vec<_>>())
            };
            ids(before) != ids(now)
        },
    );
    let current = Memo::new(move |_| {
        let shown = tab.shown.get();
        codes.with(|codes| {
            let known = codes.iter().find(|kept| Some(kept.id) == shown).or(codes.first());
            known.map(|kept| kept.id)
        })
    });
    let cancel = move |event: Event| {
        event.prevent_default();
        tab.stop_showing();
    };
    let switch = move || {
        codes.with(|codes| {
            (codes.len() > 1).then(|| {
                let each = codes.iter().enumerate().map(|(at, kept)| tab_of(tab, current, at, kept));
                view! { <div class="switch" role="group" aria-label="选择采集码">{each.collect_view()}</div> }
            })
        })
    };
    view! {
        <dialog class="show" aria-label="采集码" node_ref=dialog on:cancel=cancel data-showing>
            {switch}
            {move || {
                let kept = current.get().and_then(|id| tab.shelf.with_untracked(|shelf| shelf.find(id).cloned()));
                kept.map(|kept| code(tab, kept))
            }}
        </dialog>
    }
}

fn tab_of(tab: Tab, current: Memo<Option<Id>>, at: usize, kept: &Kept) -> impl IntoView + use<> {
    let id = kept.id;
    let about = &kept.record.about;
    let name =
        if about.label.is_empty() { format!("第 {} 个码", at + 1) } else { about.label.clone() };
    let pressed = move || if current.get() == Some(id) { "true" } else { "false" };
    view! {
        <button type="button" aria-pressed=pressed on:click=move |_| tab.shown.set(Some(id))>{name}</button>
    }
}

fn code(tab: Tab, kept: Kept) -> impl IntoView {
    let proven = kept.record.about.proven;
    let original = RwSignal::new(!proven);
    let address = RwSignal::new(String::new());
    on_cleanup(move || picture::hide(&address.get_untracked()));
    let (id, in_memory) = (kept.id, kept.picture.clone());
    Effect::new(move || {
        if original.get() && address.with_untracked(String::is_empty) {
            let in_memory = in_memory.clone();
            spawn_local(async move {
                let bytes = match id {
                    Id::Stored(key) => shelf::picture(key).await,
                    Id::Session(_) => in_memory.unwrap_or_default(),
                };
                address.set(picture::show(&bytes));
            });
        }
    });
    let about = kept.record.about.clone();
    let name = if about.label.is_empty() { about.unit } else { about.label };
    let modules = StoredValue::new(kept.record.modules);
    let hint = move || match (original.get(), proven) {
        (false, _) => "请把屏幕亮度调到最高，正对扫码器",
        (true, true) => "这是你存的原图。请把屏幕亮度调到最高",
        (true, false) => "重画的码没能核对一致，所以出示你存的原图。请把屏幕亮度调到最高",
    };
    view! {
        <div class="stage">
            {move || {
                if original.get() {
                    view! { <img class="own" src=move || address.get() alt="你存的原图" data-own /> }.into_any()
                } else {
                    drawing(modules).into_any()
                }
            }}
        </div>
        <div class="foot">
            <p><strong>{name}</strong><span data-hint>{hint}</span></p>
            <div class="row">
                {proven
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                data-action="own"
                                aria-pressed=move || if original.get() { "true" } else { "false" }
                                on:click=move |_| original.update(|original| *original = !*original)
                            >
                                "原图"
                            </button>
                        }
                    })}
                <button type="button" class="primary" data-action="close" on:click=move |_| tab.stop_showing()>
                    "关闭"
                </button>
            </div>
        </div>
    }
}

/// The symbol on a canvas, drawn again whenever the screen has another size.
fn drawing(modules: StoredValue<tucai_wire::symbol::Modules>) -> impl IntoView {
    let canvas = NodeRef::<leptos::html::Canvas>::new();
    let fit = RwSignal::new(None::<Fit>);
    let lay_out = move || {
        let Some(canvas) = canvas.get_untracked() else {
            return;
        };
        let Some(stage) = canvas.parent_element() else {
            return;
        };
        let (left, top, width, height) = page::place(&stage);
        let ratio = page::pixel_ratio();
        let new = modules.with_value(|modules| {
            let new = geometry::fit(modules.side(), (left, top), (width, height), ratio);
            if fit.get_untracked().map(|fit| fit.scale) != Some(new.scale) {
                // Without a canvas the student's own picture is one tap away.
                let _ = picture::paint(&canvas, new.pixels, &modules.draw(new.scale));
            }
            new
        });
        fit.set(Some(new));
    };
    // Once the dialog is open and laid out.
    Effect::new(move || {
        canvas.track();
        request_animation_frame(lay_out);
    });
    let listener = StoredValue::new_local(page::on_resize(lay_out));
    on_cleanup(move || listener.dispose());
    let pixels = move |at: fn(&Fit) -> f64| move || fit.get().map(|fit| format!("{}px", at(&fit)));
    view! {
        <canvas
            node_ref=canvas
            role="img"
            aria-label="采集码"
            data-scale=move || fit.get().map(|fit| fit.scale)
            style:left=pixels(|fit| fit.left)
            style:top=pixels(|fit| fit.top)
            style:width=pixels(|fit| fit.side)
            style:height=pixels(|fit| fit.side)
        ></canvas>
    }
}
