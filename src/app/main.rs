//! The page.
#![allow(missing_docs)]
use leptos::prelude::*;

#[component]
fn App() -> impl IntoView {
    let (n, set) = signal(0);
    view! { <button on:click=move |_| set.update(|n| *n += 1)>{n}</button> }
}

fn main() {
    mount_to_body(App);
}
