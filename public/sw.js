// Keeps the program whole and the notices fresh, for use without a network.
//
// A build fills in these constants: the hash of everything that is kept, and the list of it with
// the hash of each file. A browser refuses to keep other bytes than these, so that a version is
// complete or absent. The networks are large and not for everyone: each is kept once it was of use.
const VERSION = "@version";
const FILES = ["@files"];
const NETWORKS = ["@networks"];

// Other apps on this origin have caches and service workers too, perhaps this app in another
// folder. An address holds no space, so no scope can be mistaken for the beginning of another.
const OURS = `tucai ${registration.scope} `;
const PROGRAM = OURS + VERSION;
const NOTICES = OURS + "notices";
const USED = OURS + "networks";

// How long a reader waits for the network while there is a kept copy.
const PATIENCE = 2000;

// The header of a kept copy that says when it was fetched.
const KEPT = "x-tucai-kept";

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));

// The first version takes over by itself, a later one when the reader agrees.
addEventListener("message", (event) => {
  if (event.data === "activate") skipWaiting();
  else if (Array.isArray(event.data)) event.waitUntil(Promise.all(event.data.map((it) => keep(it))));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || request.headers.has("range")) return;
  if (!request.url.startsWith(registration.scope)) return;
  const path = pathIn(request.url);
  if (path.startsWith("notices/")) event.respondWith(notice(event));
  else if (NETWORKS.includes(path)) event.respondWith(network(event, path));
  else if (FILES.some(([file]) => file === path)) event.respondWith(kept(path, request));
});

// The path of an address within the scope, as FILES spells it.
function pathIn(address) {
  const url = new URL(address);
  const path = url.origin + url.pathname;
  const inside = path.slice(registration.scope.length);
  return inside === "" || inside === "index.html" ? "./" : inside;
}

async function install() {
  const cache = await caches.open(PROGRAM);
  await Promise.all(
    FILES.map(async ([file, integrity]) => {
      // What the page has just fetched need not be fetched again, unless it is of another version.
      const response = await fetch(file, { integrity })
        .then(whole)
        .catch(() => fetch(file, { integrity, cache: "reload" }).then(whole));
      await cache.put(file, response);
    }),
  );
}

async function activate() {
  for (const name of await caches.keys()) {
    const current = [PROGRAM, NOTICES, USED].includes(name);
    if (name.startsWith(OURS) && !current) await caches.delete(name);
  }
  if (await caches.has(USED)) {
    const used = await caches.open(USED);
    for (const { url } of await used.keys()) {
      if (!NETWORKS.includes(pathIn(url))) await used.delete(url);
    }
  }
  await clients.claim();
}

// A response that may be kept: no error, and no redirect to someone's log-in page.
function whole(response) {
  if (!response.ok || response.redirected || response.type !== "basic") {
    throw new TypeError("not to be kept");
  }
  return response;
}

async function kept(path, request) {
  const cache = await caches.open(PROGRAM);
  return (await cache.match(path)) || fetch(request);
}

async function network(event, path) {
  const copy = (await caches.has(USED)) && (await (await caches.open(USED)).match(path));
  if (copy) return copy;
  const response = await fetch(event.request);
  event.waitUntil(use(path, response.clone()).catch(() => {}));
  return response;
}

// Keeps a network, if its bytes are those that it is named after.
async function use(path, response) {
  const body = await whole(response).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!path.includes(`-${hash.slice(0, 12)}.`)) throw new TypeError("not these bytes");
  const cache = await caches.open(USED);
  await cache.put(path, new Response(body));
}

// The network's answer if it is good and comes in time, else the kept copy, else whatever comes.
async function notice(event) {
  const [address] = event.request.url.split(/[?#]/);
  const network = fetch(event.request, { cache: "no-cache" });
  const fresh = network.then((response) => store(address, response.clone()));
  // A late answer is for the next time.
  event.waitUntil(fresh.catch(() => {}));

  const cache = await caches.open(NOTICES);
  const copy = await cache.match(address);
  if (!copy) return network;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, copy));
  return Promise.race([fresh.then(() => network), late]).catch(() => copy);
}

// Keeps what was fetched past the service worker.
async function keep(address, options) {
  const path = pathIn(address);
  const put = (response) =>
    NETWORKS.includes(path) ? use(path, response) : store(address, response);
  await fetch(address, options).then(put).catch(() => {});
}

// Keeps a good answer with the time it came; with a notice's page the files that other tabs are going
// to ask for.
async function store(address, response) {
  const body = await whole(response).arrayBuffer();
  // A notice that is cut off must not replace one that is not.
  const text = new TextDecoder().decode(body);
  if (address.endsWith(".json")) JSON.parse(text);
  else if (!text.includes("</html>")) throw new TypeError("cut off");
  const headers = new Headers(response.headers);
  headers.set(KEPT, new Date().toISOString());
  const cache = await caches.open(NOTICES);
  await cache.put(address, new Response(body, { headers }));
  if (!address.endsWith(".html")) return;
  for (const beside of [".look.json", ".whole.json"]) {
    await keep(address.replace(/\.html$/, beside), { cache: "no-cache" });
  }
}
