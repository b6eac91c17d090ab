// Takes the service worker away from every phone that has it, with everything it kept:
// copy this file over sw.js on the host. Phones look at sw.js when the page is opened.
addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) {
    if (name.startsWith(`tucai ${registration.scope} `)) await caches.delete(name);
  }
  await registration.unregister();
}
