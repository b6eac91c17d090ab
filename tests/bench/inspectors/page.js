// Decodes a picture once and gives it to the product's inspector, in its worker, and to MediaPipe's own
// programs, each in a document.

/** The next message of a worker; its failure, and its silence, are errors. */
const answer = (worker, patience = 60000) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer")), patience);
    const settle = (outcome, value) => {
      clearTimeout(timer);
      worker.onmessage = worker.onerror = null;
      outcome(value);
    };
    worker.onmessage = (event) => settle(resolve, event.data);
    worker.onerror = (event) => settle(reject, new Error(event.message ?? "the worker failed"));
  });

// The kinds of jobs and of answers on the wire.
const [REFUSED, LOAD, FACES, PORTRAIT] = [2, 3, 4, 5];

const worker = new Worker("ours.js", { type: "module" });
const greeting = answer(worker);
let id = 0;

/** Asks the inspector: numbers of its answer, milliseconds until the page had it, bytes of memory. */
const ask = async (kind, numbers, buffer) => {
  const sent = performance.now();
  worker.postMessage([Float64Array.of(++id, kind, ...numbers), buffer], [buffer]);
  const [told] = await answer(worker);
  const trip = performance.now() - sent;
  const memory = await answer(worker);
  if (told[1] === REFUSED) throw new Error(`refused: ${told}`);
  return { told, trip, memory };
};

/** Gives the inspector a network: its place on the wire, its address. */
globalThis.load = async (place, address) => {
  await greeting;
  const response = await fetch(address);
  const { trip, memory } = await ask(LOAD, [place], await response.arrayBuffer());
  return { ms: trip, memory };
};

/** Starts MediaPipe's programs, which fetch what they need. */
globalThis.prepare = async () => {
  const begun = performance.now();
  for (const frame of [frames.mesh, frames.mask]) {
    while (!frame.prepared) await new Promise((resolve) => setTimeout(resolve, 50));
    await frame.prepared;
  }
  return performance.now() - begun;
};

/** Decodes a picture and reduces it as far as the page does before anything is measured. */
const decode = async (path) => {
  const response = await fetch(path);
  const bitmap = await createImageBitmap(new Blob([await response.arrayBuffer()]));
  const { width, height } = bitmap;
  const factor = Math.min(1, Math.sqrt(2e6 / (width * height)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.floor(width * factor);
  canvas.height = Math.floor(height * factor);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return { path, canvas, pixels: context.getImageData(0, 0, canvas.width, canvas.height) };
};

/** Of the inspector's answer to a job with a picture: milliseconds, faces if it tells, memory. */
const ours = async (kind, { pixels: { width, height, data } }) => {
  const { told, trip, memory } = await ask(kind, [width, height], data.slice().buffer);
  return { ms: trip, found: kind === FACES ? told[3] : 0, memory };
};

const WAYS = {
  faces: (picture) => ours(FACES, picture),
  portrait: (picture) => ours(PORTRAIT, picture),
  mesh: ({ canvas }) => frames.mesh.look(canvas),
  mask: ({ canvas }) => frames.mask.look(canvas),
};

let last = {};

/** The quickest of so many turns in which a picture is looked at in one way: what else the machine does
    at that moment is nobody's doing. */
globalThis.look = async (path, way, turns) => {
  if (last.path !== path) last = await decode(path);
  let best = { ms: Infinity };
  for (let turn = 0; turn < turns; turn += 1) {
    const once = await WAYS[way](last);
    if (once.ms < best.ms) best = once;
  }
  return best;
};
globalThis.ready = true;
