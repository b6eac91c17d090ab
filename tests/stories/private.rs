//! What leaves the phone: requests for files that are the same for everyone, and nothing else.

use serde_json::json;
use tucai_tests::{Visit, dist, journeys};

use crate::{CLASS, encoded, is_kept, sees_the_class};

journeys! {
    a_whole_visit_asks_for_files_only;
    the_page_cannot_reach_outside;
    no_worker_can_reach_outside;
}

async fn a_whole_visit_asks_for_files_only(visit: &mut Visit) {
    visit.open("#/").await;
    visit.presses_the("a[data-notice=cqie-2027]").await;
    visit.fills("#search", "23软工1班").await;
    visit.presses_the("[data-hits] a[data-unit='23软工1班']").await;
    sees_the_class(visit).await;
    visit.does("keep").await;
    for tab in ["code", "portrait", "after"] {
        visit.presses_the(&format!("nav.tabs a[data-tab={tab}]")).await;
        visit.sees_a(&format!("nav.tabs a[data-tab={tab}][aria-current=page]")).await;
        visit.sees_a("section[data-section]").await;
    }
    visit.open("#/cqie-2027/class/王小明").await;
    visit.screen("unknown").await;
    visit.open("").await;
    sees_the_class(visit).await;
    is_kept(visit, &["cqie-2027.json"]).await;
    visit.kept_to_itself();
    let site = dist();
    for request in visit.site.requests() {
        let path = request.path().strip_prefix(tucai_tests::BASE).unwrap_or("?").to_owned();
        let name = if path.is_empty() { "index.html" } else { &path };
        assert!(site.join(name).is_file(), "no file of the site: {request:#?}");
        let all = format!("{} {:?}", request.target, request.headers);
        for word in ["软工", &encoded("软工"), "王小明", &encoded("王小明"), "class"] {
            assert!(!all.contains(word), "{word} was sent: {request:#?}");
        }
        // The address of the page is not sent; the origin's, or a script's own, tells nothing.
        let from = request.header("referer").unwrap_or(".js");
        let root = format!("{}/", visit.site.origin());
        assert!(from == root || from.rsplit('.').next() == Some("js"), "{request:#?}");
    }
    let kept = "return [document.cookie, Object.values({ ...localStorage })
        .filter(value => !value.startsWith('{')).join('|'), sessionStorage.length]";
    assert_eq!(visit.js(kept, Vec::new()).await, json!(["", "cqie-2027\n23软工1班", 0]));
    // And what the notice said of the class when it was last seen.
    let seen = "return Object.values({ ...localStorage }).filter(value => value.startsWith('{'))
        .map(value => Object.keys(JSON.parse(value).classes[0]).sort())";
    assert_eq!(visit.js(seen, Vec::new()).await, json!([["notice", "seen", "ticks", "unit"]]));
}

/// Everything that a page could send with.
async fn the_page_cannot_reach_outside(visit: &mut Visit) {
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    visit.expects_error("");
    let script = "
        const [out] = given, outcome = [];
        const tried = async (name, attempt) => {
            try { await attempt(); outcome.push(name); } catch (_) { /* as it should be */ }
        };
        const loads = element => new Promise((resolve, reject) => {
            Object.assign(element, { onload: resolve, onerror: reject });
            setTimeout(reject, 1500);
            document.body.append(element);
        });
        const a = (name, parts) => Object.assign(document.createElement(name), parts);
        await tried('fetch', () => fetch(out + '/fetch'));
        await tried('opaque', () => fetch(out + '/opaque', { mode: 'no-cors', method: 'POST', body: 'x' }));
        await tried('request', () => new Promise((resolve, reject) => {
            const request = new XMLHttpRequest();
            Object.assign(request, { onload: resolve, onerror: reject });
            request.open('GET', out + '/xhr'); request.send();
        }));
        await tried('image', () => loads(a('img', { src: out + '/image.png' })));
        await tried('script', () => loads(a('script', { src: out + '/script.js' })));
        await tried('style', () => loads(a('link', { rel: 'stylesheet', href: out + '/style.css' })));
        await tried('font', () => new FontFace('x', `url(${out}/font)`).load());
        await tried('module', () => import(out + '/module.js'));
        await tried('socket', () => new Promise((resolve, reject) => {
            const socket = new WebSocket(out.replace('http', 'ws') + '/socket');
            Object.assign(socket, { onopen: resolve, onerror: reject });
        }));
        await tried('events', () => new Promise((resolve, reject) => {
            const source = new EventSource(out + '/events');
            Object.assign(source, { onopen: resolve, onerror: reject });
        }));
        try { navigator.sendBeacon(out + '/beacon', 'x'); } catch (_) { /* as it should be */ }
        document.body.append(a('iframe', { src: out + '/frame' }));
        document.body.append(a('link', { rel: 'prefetch', href: out + '/prefetch' }));
        const form = a('form', { action: out + '/form', method: 'post', target: 'nowhere' });
        document.body.append(form); form.submit();
        await new Promise(resolve => setTimeout(resolve, 500));
        return outcome;";
    for out in [visit.outside.origin(), "http://outside.example".to_owned()] {
        let outcome = visit.awaits(script, vec![json!(out)]).await;
        assert_eq!(outcome, json!([]), "these went out to {out}");
    }
    visit.kept_to_itself();
}

/// A policy in a `<meta>` binds a worker only if it is started in the right way.
async fn no_worker_can_reach_outside(visit: &mut Visit) {
    visit.open(CLASS).await;
    sees_the_class(visit).await;
    visit.expects_error("");
    // The product's own way of starting its workers, with attempts of ours behind its first words.
    let script = "
        const [outs, name] = given;
        const attempts = `
            const outcome = [];
            const tried = async (name, attempt) => {
                try { await attempt(); outcome.push(name); } catch (_) { /* as it should be */ }
            };
            for (const out of ${JSON.stringify(outs)}) {
                await tried('fetch', () => fetch(out + '/fetch'));
                await tried('opaque', () => fetch(out + '/opaque', { mode: 'no-cors' }));
                await tried('module', () => import(out + '/module.js'));
                await tried('request', () => new Promise((resolve, reject) => {
                    const request = new XMLHttpRequest();
                    Object.assign(request, { onload: resolve, onerror: reject });
                    request.open('GET', out + '/xhr'); request.send();
                }));
                await tried('socket', () => new Promise((resolve, reject) => {
                    const socket = new WebSocket(out.replace('http', 'ws') + '/socket');
                    Object.assign(socket, { onopen: resolve, onerror: reject });
                }));
            }
            postMessage({ outcome });`;
        const Usual = Blob;
        globalThis.Blob = function (parts, options) {
            return new Usual([...parts, attempts], options);
        };
        const { worker, ready } = await tucai.startWorker(name);
        globalThis.Blob = Usual;
        const answer = await new Promise(resolve => {
            worker.onmessage = event => event.data?.outcome && resolve(event.data.outcome);
            setTimeout(resolve, 20000, 'no answer');
        });
        worker.terminate();
        return [ready !== undefined, answer];";
    let outs = json!([visit.outside.origin(), "http://outside.example"]);
    for name in ["worker", "inspector"] {
        let outcome = visit.awaits(script, vec![outs.clone(), json!(name)]).await;
        assert_eq!(outcome, json!([true, []]), "the {name} greets, and reaches nothing outside");
    }
    visit.kept_to_itself();
}
