//! A worker that is as slow as on a weaker machine. The protocol slows a page's own thread and refuses
//! to slow workers.

/// What a page has to run before all else: a worker's source, which the page starts from a blob, gets
/// a prelude. Before it answers, it is idle until so many times as long has passed as the answer took.
/// Sets `benchSlowed` when there was one.
pub fn workers(times: u32) -> String {
    SLOW.replace("TIMES", &times.to_string())
}

const SLOW: &str = "
    const prelude = `
        let begun = performance.now();
        addEventListener('message', () => { begun = performance.now(); });
        const post = postMessage.bind(self);
        self.postMessage = (...given) => {
            const end = begun + TIMES * (performance.now() - begun);
            while (performance.now() < end);
            post(...given);
        };\\n`;
    const address = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => {
        const script = blob.type === 'text/javascript';
        if (script) globalThis.benchSlowed = true;
        return address(script ? new Blob([prelude, blob], { type: blob.type }) : blob);
    };
";
