//! The neural networks: large files that only a self-check needs.

use std::fs;

use serde_json::json;
use tucai_tests::{Trouble, Visit, dist, journeys};

use crate::publication::{hashed, next_version};
use crate::{CLASS, is_kept, sees_the_class};

journeys! {
    networks_are_kept_whole_and_go_with_their_version;
}

/// Bytes of what the page gets from an address below its own.
async fn fetched(visit: &Visit, address: &str) -> u64 {
    let script = "const response = await fetch(given[0], { cache: 'reload' });
        return (await response.arrayBuffer()).byteLength";
    visit.awaits(script, vec![json!(address)]).await.as_u64().unwrap_or_default()
}

async fn networks_are_kept_whole_and_go_with_their_version(visit: &mut Visit) {
    let folder = dist().join("networks");
    let name = hashed(&folder).into_iter().find(|it| it.starts_with("mask-")).unwrap();
    let size = fs::metadata(folder.join(&name)).unwrap().len();
    let address = format!("networks/{name}");

    visit.open(CLASS).await;
    sees_the_class(visit).await;
    is_kept(visit, &["cqie-2027.json"]).await;
    visit.presses_the("nav.tabs a[data-tab=code]").await;
    visit.sees_a("section[data-section=code]").await;
    assert!(visit.site.requests_for("networks/*").is_empty(), "nobody asked for a network");

    // A log-in page in its place is not kept; the network is.
    visit.site.trouble(&address, Trouble::Other(b"<!doctype html><title>Wi-Fi</title>".to_vec()));
    assert_eq!(fetched(visit, &address).await, 35);
    visit.site.heal();
    assert_eq!(fetched(visit, &address).await, size);
    let kept = "globalThis.kept = (name) => caches.match(`networks/${name}`).then(Boolean);
        for (let tries = 0; tries < 200 && !await kept(given[0]); tries += 1) {
            await new Promise(resolve => setTimeout(resolve, 50));
        }
        return kept(given[0])";
    assert_eq!(visit.awaits(kept, vec![json!(name)]).await, json!(true));
    visit.site.stop();
    assert_eq!(fetched(visit, &address).await, size);
    visit.site.restart().unwrap();

    // A version that knows another one no longer.
    let old = "const names = await caches.keys();
        const cache = await caches.open(names.find(name => name.endsWith(' networks')));
        await cache.put('networks/old-000000000000.tflite', new Response('x'));";
    visit.awaits(old, Vec::new()).await;
    let newer = next_version();
    visit.site.deploy(newer.path());
    visit.open(CLASS).await;
    let look = "const own = await navigator.serviceWorker.getRegistration();
        await own.update();
        for (let tries = 0; tries < 500 && !own.waiting; tries += 1) {
            await new Promise(resolve => setTimeout(resolve, 50));
        }";
    visit.awaits(look, Vec::new()).await;
    visit.sees_a("#update").await;
    visit.presses("更新").await;
    visit.until("the newer version", "document.body.dataset.version === '2'").await;
    sees_the_class(visit).await;
    let left = "const names = await caches.keys();
        const cache = await caches.open(names.find(name => name.endsWith(' networks')));
        return (await cache.keys()).map(({ url }) => url.split('/').pop())";
    assert_eq!(visit.awaits(left, Vec::new()).await, json!([name]));
}
