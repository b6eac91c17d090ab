// The product's worker, which greets by itself. After each answer it says how many milliseconds
// all of it took, with the copying that the program's own clock does not see.
import init from "./program/worker.js";

await init();
const read = self.onmessage;
self.onmessage = (event) => {
  const begun = performance.now();
  read(event);
  postMessage(performance.now() - begun);
};
