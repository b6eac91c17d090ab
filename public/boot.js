// Starts the page: fetches the notice and the program side by side, shows the panic screen when
// something breaks, and keeps the service worker. The page's own part begins where the program runs.
//
// No syntax younger than 2018 here: browsers below the floor must get far enough to be told so.

const element = (id) => document.getElementById(id);
const here = new URL(".", import.meta.url).href;

// The notice that the address names, whatever chat programs have done to the address:
// "#/<id>/class/…", also encoded, with a slash more or less, or with a query behind it.
const noticeId = () => {
  let hash = location.hash.slice(1);
  try {
    hash = decodeURIComponent(hash);
  } catch (_) {
    // A stray "%": as it stands, then.
  }
  const found = /^[\s/]*([a-z0-9-]{1,64})(?![^\s/?&#])/.exec(hash);
  return found && found[1] !== "studio" ? found[1] : null;
};

// --- The panic screen -----------------------------------------------------------------------

// `cause` is "crash", "load" or "old"; `report` is for the maintainers and holds no content of the
// page: no fragment, no message that could quote what a student entered.
const panic = (cause, report) => {
  const screen = element("panic");
  if (!screen.hidden) return;
  for (const part of screen.querySelectorAll("[data-cause]")) {
    part.hidden = part.dataset.cause !== cause;
  }
  const id = noticeId();
  if (id) {
    element("panic-plain").href = `notices/${id}.html`;
    element("panic-plain").hidden = false;
  }
  element("panic-report").textContent = [cause, report, wasmName, navigator.userAgent].join("\n");
  element("panic-details").hidden = cause === "old";
  element("panic-reload").onclick = () => location.reload();
  element("panic-copy").onclick = () => {
    getSelection().selectAllChildren(element("panic-report"));
    document.execCommand("copy");
  };
  element("app").hidden = true;
  screen.hidden = false;
};

// The name of an error and the places in our files that it passed through, without its message.
const trace = (error) => {
  const places = String(error && error.stack).match(/[\w-]+\.(?:js|wasm)[\w:[\]-]*/g) || [];
  return [error && error.name].concat(places.slice(0, 8)).join(" ");
};

// Chat programs and extensions put scripts of their own into the page; theirs are not our errors.
const fromUs = (error) =>
  error instanceof WebAssembly.RuntimeError || String(error && error.stack).includes(here);

const onError = (error) => fromUs(error) && panic("crash", trace(error));
addEventListener("error", (event) => onError(event.error));
addEventListener("unhandledrejection", (event) => onError(event.reason));

// --- The program and its first data ---------------------------------------------------------

// Its name is a hash of its bytes, which tells the maintainers which build this is.
const wasmAddress = new URL("app_bg.wasm", import.meta.url).href;
const wasmName = wasmAddress.slice(here.length);

// Revalidated: an old time is worse than a slow one.
const ask = (address) => fetch(address, { cache: "no-cache" });

const start = async () => {
  const early = `notices/${noticeId() || "index"}.json`;
  const response = ask(early);
  response.catch(() => {});
  // A response can be read once: the program's first request for this file is the one under way.
  let waiting = true;
  const get = (address) => {
    const first = waiting && address === early;
    waiting = waiting && !first;
    return first ? response : ask(address);
  };
  globalThis.tucai = { get, json, panic, finder, startWorker };

  const wasm = fetch(wasmAddress);
  wasm.catch(() => {});
  try {
    const glue = await import("./app.js");
    await glue.default({ module_or_path: wasm });
  } catch (error) {
    panic(error instanceof WebAssembly.RuntimeError ? "crash" : "load", trace(error));
  }
  // What is kept for later must not compete with the answer.
  await response.catch(() => {});
  setTimeout(keep, 1000);
};

// --- The other programs ---------------------------------------------------------------------

// A program that only some screens need: loaded at the first call, and again after one that failed.
const onDemand = (script, program) => {
  let loading;
  let attempts = 0;
  const load = async () => {
    const wasm = fetch(new URL(program, import.meta.url));
    wasm.catch(() => {});
    // Some browsers remember an address that a module could not be had from.
    const again = attempts++ ? `#${attempts}` : "";
    const glue = await import(script + again);
    await glue.default({ module_or_path: wasm });
    return glue;
  };
  return () => {
    loading = loading || load();
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  };
};

// Only some links and the search need the finder. `finder(notice)` resolves to the finder of a
// notice that the browser has parsed.
const loadFinder = onDemand("./finder.js", "finder_bg.wasm");
const finder = async (notice) => new (await loadFinder()).Finder(notice);

// The JSON of a response; of a notice, with the division in it that a link carries.
const json = async (response, plan) => {
  const notice = await response.json();
  return plan ? (await finder(notice)).divide(plan) : notice;
};

// The other programs live in elements that the page writes; each comes with a style of its own.
const inElements = (load, address, ...names) => {
  const loadStyle = () =>
    new Promise((resolve, reject) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = new URL(address, import.meta.url).href;
      link.onload = resolve;
      link.onerror = () => {
        link.remove();
        reject(new Error("the style did not come"));
      };
      document.head.append(link);
    });
  let style;

  // The program sees by the element's name and attributes what to draw.
  const Home = class extends HTMLElement {
    async connectedCallback() {
      // What is folded away waits until somebody wants to see it.
      const fold = this.closest("details:not([open])");
      if (fold) {
        fold.addEventListener("toggle", () => this.isConnected && this.connectedCallback(), { once: true });
        return;
      }
      const skeleton = this.innerHTML;
      try {
        style = style || loadStyle();
        const [program] = await Promise.all([load(), style]);
        if (this.isConnected && !this.program) this.program = program.mount(this);
      } catch (error) {
        if (error instanceof WebAssembly.RuntimeError) throw error;
        style = undefined;
        // A hint that does not come is not worth a card.
        if (this.hasAttribute("quiet")) {
          this.hidden = true;
          return;
        }
        this.innerHTML =
          '<section class="card problem"><h2>这项功能没有下载完</h2><p>多半是网络断了或太慢。</p><p><button class="primary">重试</button></p></section>';
        this.querySelector("button").onclick = () => {
          this.innerHTML = skeleton;
          this.connectedCallback();
        };
      }
    }
    disconnectedCallback() {
      if (this.program) this.program.free();
      this.program = undefined;
    }
  };
  for (const name of names) customElements.define(name, class extends Home {});
};

// --- The workers ----------------------------------------------------------------------------

// A policy in a <meta> binds no worker of its own address, but it is inherited by one that starts
// from a blob; hence the detour. Resolves to `{ worker, ready }` once the worker of that name has
// greeted, with its greeting.
const startWorker = (name = "worker") =>
  new Promise((resolve, reject) => {
    const meta = document.querySelector(`meta[name=tucai-${name}]`);
    const address = new URL(meta.content, document.baseURI).href;
    const source = `import init from ${JSON.stringify(address)}; await init();`;
    const blob = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    const worker = new Worker(blob, { type: "module" });
    const settle = (outcome, value) => {
      URL.revokeObjectURL(blob);
      worker.onmessage = worker.onerror = null;
      outcome(value);
    };
    worker.onmessage = (event) => settle(resolve, { worker, ready: event.data });
    worker.onerror = () => {
      worker.terminate();
      settle(reject, new Error("the worker did not start"));
    };
  });

// --- Offline --------------------------------------------------------------------------------

const workers = isSecureContext ? navigator.serviceWorker : undefined;
const script = new URL("sw.js", document.baseURI).href;
// By our own: a page in a folder above ours may have one whose scope includes us.
const ours = () => Boolean(workers && workers.controller && workers.controller.scriptURL === script);
const controlled = ours();

// A new version takes over in all tabs at once, so that none is left with half of an old one.
if (controlled) {
  workers.addEventListener("controllerchange", () => location.reload(), { once: true });
}

const keep = async () => {
  if (!workers) return;
  try {
    // Registering where one is in control would call back one that is about to leave (sw-off.js).
    const registration = await (controlled ? workers.getRegistration() : workers.register(script));
    const bar = element("update");
    const offer = () => {
      bar.hidden = !(registration.waiting && ours());
    };
    bar.querySelector("button").onclick = () => registration.waiting.postMessage("activate");
    // An update may have begun before anybody listened.
    const watch = () => {
      if (registration.installing) registration.installing.addEventListener("statechange", offer);
      offer();
    };
    registration.addEventListener("updatefound", watch);
    watch();
    // A tab on a phone stays open for days.
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) registration.update().catch(() => {});
    });
    if (controlled) return;
    // The notices of this first visit went past the service worker.
    const { active } = await workers.ready;
    const fetched = performance.getEntriesByType("resource").map((entry) => entry.name);
    const notices = fetched.filter((name) => /\/notices\/[a-z0-9.-]+\.(?:json|html)$/.test(name));
    // Home needs the list, whatever was visited first.
    active.postMessage(notices.concat(`${here}notices/index.json`));
  } catch (_) {
    // Offline is a gift, not a condition.
  }
};

// Cascade layers came with Chrome 99, and the styles cannot do without. Firefox and Safari had them
// before they reached the floor: the few versions between may try, and end on the panic screen.
if ("CSSLayerBlockRule" in window) {
  // What the student carries; the student's way; the counselor's tools.
  inElements(onDemand("./kit.js", "kit_bg.wasm"), "kit.css", "tucai-code", "tucai-portrait");
  inElements(onDemand("./guide.js", "guide_bg.wasm"), "guide.css", "tucai-guide");
  inElements(onDemand("./desk.js", "desk_bg.wasm"), "desk.css", "tucai-desk");
  start();
} else panic("old", "");
