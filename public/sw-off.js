// Takes the service worker away from every phone that has it, with everything it kept:
// copy this file over sw.js on the host. Phones look at sw.js when the page is opened.
//
// It leaves without ever taking over: open pages would reload, register it once more and so keep
// it. Nor does it wait for its own leave, which only begins when it has been installed.
addEventListener("install", (event) => {
  registration.unregister();
  event.waitUntil(forget());
});

async function forget() {
  for (const name of await caches.keys()) {
    if (name.startsWith(`tucai ${registration.scope} `)) await caches.delete(name);
  }
}
