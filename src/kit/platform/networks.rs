//! The neural networks on this phone: fetched when they are asked for, held in the page while its tab
//! is open, given to every new worker that looks at portraits.

use std::cell::{Cell, RefCell};

use js_sys::{ArrayBuffer, Uint8Array};
use tucai_wire::Job;
use tucai_wire::portrait::Network;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, AbortSignal, RequestCache, RequestInit, Response};

use super::page::window;
use super::worker::{self, Parcel};
use super::{call, invoke, member};
use crate::networks::{self, File, NetworkTrouble, Progress};
use crate::queue::LEARN_MS;

thread_local! {
    /// What a worker was given and took.
    static HELD: RefCell<Vec<(Network, ArrayBuffer)>> = RefCell::default();
    /// The host was seen to compress such files. Until then the page counts on all their bytes.
    static PACKS: Cell<bool> = const { Cell::new(false) };
}

/// Networks that are on their way. Whoever lets go of it gives them up.
pub struct Loading(Option<AbortController>);

impl Drop for Loading {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

/// Sees to it that the worker has these networks, now and whenever it is a new one, until
/// [`let_go`]. Tells how much has come, if anything has to.
pub fn ensure<F: Fn(Progress) + 'static>(
    networks: &[Network],
    tell: F,
) -> (Loading, impl Future<Output = Result<(), NetworkTrouble>> + use<F>) {
    let controller = AbortController::new().ok();
    let signal = controller.as_ref().map(AbortController::signal);
    let missing = missing(networks);
    let load = async move {
        let mut progress = Progress { done: 0, all: networks::size(&missing, false) };
        for network in missing {
            let file = networks::file(network).ok_or(NetworkTrouble::Away)?;
            let came = |bytes| tell(Progress { done: progress.done + bytes, ..progress });
            let bytes = fetched(file, signal.as_ref(), &came).await?;
            progress.done += file.bytes;
            let job = Job::LoadNetwork(network);
            let (_asked, told) = worker::ask(job, bytes.slice(0), LEARN_MS);
            told.await?;
            HELD.with_borrow_mut(|held| {
                held.retain(|(one, _)| *one != network);
                held.push((network, bytes));
            });
        }
        Ok(())
    };
    (Loading(controller), load)
}

/// Forgets the networks; the worker's own go with it.
pub fn let_go() {
    HELD.take();
}

/// What a new worker has to be given.
pub(super) fn lessons() -> Vec<Parcel> {
    HELD.with_borrow(|held| {
        let lesson = |(network, bytes): &(Network, ArrayBuffer)| {
            (Job::LoadNetwork(*network), bytes.slice(0))
        };
        held.iter().map(lesson).collect()
    })
}

/// How many bytes would come over the network for these.
pub fn size(networks: &[Network]) -> u32 {
    networks::size(&missing(networks), PACKS.get())
}

/// Whether nothing would come over the network for these: they are held, or kept for use offline.
pub async fn are_here(networks: &[Network]) -> bool {
    for network in missing(networks) {
        let address = networks::file(network).map(|file| JsValue::from(file.address));
        let caches = window().and_then(|window| member(&window, "caches"));
        let (Some(address), Some(caches)) = (address, caches) else {
            return false;
        };
        if !call(&caches, "match", &[address]).await.is_ok_and(|kept| kept.is_object()) {
            return false;
        }
    }
    true
}

/// Whether the connection is known to cost nothing by the byte. Most browsers do not tell.
pub fn is_unmetered() -> bool {
    let connection = window().and_then(|window| member(&window.navigator(), "connection"));
    connection.is_some_and(|connection| {
        let kind = member(&connection, "type").and_then(|kind| kind.as_string());
        let saves = member(&connection, "saveData").and_then(|saves| saves.as_bool());
        matches!(kind.as_deref(), Some("wifi" | "ethernet")) && saves != Some(true)
    })
}

fn missing(networks: &[Network]) -> Vec<Network> {
    HELD.with_borrow(|held| {
        let is_missing = |network: &&Network| held.iter().all(|(one, _)| one != *network);
        networks.iter().filter(is_missing).copied().collect()
    })
}

async fn fetched(
    file: File,
    signal: Option<&AbortSignal>,
    came: &dyn Fn(u32),
) -> Result<ArrayBuffer, NetworkTrouble> {
    let mut outcome = bytes(file, signal, came, RequestCache::Default).await;
    if outcome == Err(NetworkTrouble::Broken) {
        // What the browser kept of it may be what is broken.
        outcome = bytes(file, signal, came, RequestCache::Reload).await;
    }
    let given_up = signal.is_some_and(AbortSignal::aborted);
    if given_up { Err(NetworkTrouble::GivenUp) } else { outcome }
}

async fn bytes(
    file: File,
    signal: Option<&AbortSignal>,
    came: &dyn Fn(u32),
    cache: RequestCache,
) -> Result<ArrayBuffer, NetworkTrouble> {
    let away = |_: JsValue| NetworkTrouble::Away;
    let window = window().ok_or(NetworkTrouble::Away)?;
    let wanted = RequestInit::new();
    wanted.set_signal(signal);
    wanted.set_cache(cache);
    let response = window.fetch_with_str_and_init(file.address, &wanted);
    let response: Response = JsFuture::from(response).await.map_err(away)?.unchecked_into();
    if !response.ok() {
        return Err(NetworkTrouble::Away);
    }
    if response.headers().get("content-encoding").is_ok_and(|coding| coding.is_some()) {
        PACKS.set(true);
    }
    let reader = response.body().ok_or(NetworkTrouble::Away)?.get_reader();
    let whole = Uint8Array::new_with_length(file.bytes);
    let mut end = 0;
    loop {
        let part = call(&reader, "read", &[]).await.map_err(away)?;
        let Some(part) = member(&part, "value").map(JsCast::unchecked_into::<Uint8Array>) else {
            break;
        };
        let begin = end;
        end += part.length();
        if end > file.bytes {
            return Err(NetworkTrouble::Broken);
        }
        whole.set(&part, begin);
        came(end);
    }
    if end != file.bytes || !is_it(&whole, file).await {
        return Err(NetworkTrouble::Broken);
    }
    keep(response.url());
    Ok(whole.buffer())
}

/// Whether these are the bytes that the build knew. Where the browser has no means to tell, which is
/// where the page did not come over a secure connection, the worker takes what is a network.
async fn is_it(bytes: &Uint8Array, file: File) -> bool {
    let crypto = window().and_then(|window| member(&window, "crypto"));
    let Some(subtle) = crypto.and_then(|crypto| member(&crypto, "subtle")) else {
        return true;
    };
    let digest = call(&subtle, "digest", &["SHA-256".into(), bytes.into()]).await;
    digest.is_ok_and(|digest| {
        let digest = Uint8Array::new(&digest).to_vec();
        let digits = digest.iter().map(|byte| format!("{byte:02x}"));
        digits.collect::<String>() == file.hash
    })
}

/// A service worker that was not in charge yet is asked to keep what was fetched past it.
fn keep(address: String) {
    let workers = window().and_then(|window| member(&window.navigator(), "serviceWorker"));
    let Some(workers) = workers.filter(|workers| member(workers, "controller").is_none()) else {
        return;
    };
    spawn_local(async move {
        let Some(ready) = member(&workers, "ready") else {
            return;
        };
        if let Ok(registration) = JsFuture::from(js_sys::Promise::resolve(&ready)).await
            && let Some(active) = member(&registration, "active")
        {
            // Offline is a gift, not a condition.
            let addresses = js_sys::Array::of1(&address.into());
            invoke(&active, "postMessage", &[addresses.into()]).ok();
        }
    });
}
