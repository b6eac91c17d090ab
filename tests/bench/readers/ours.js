// The product's worker; it greets by itself.
import init from "./program/worker.js";
await init();
