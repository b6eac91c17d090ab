// The product's inspector, which greets by itself. After each answer it says how many bytes of memory
// the program has.
import init from "./program/inspector.js";

const exports = Object.values(await init());
const memory = exports.find((one) => one instanceof WebAssembly.Memory);
const look = self.onmessage;
self.onmessage = (event) => {
  look(event);
  postMessage(memory.buffer.byteLength);
};
