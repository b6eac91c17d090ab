// Decodes a picture once and gives it to each reader in turn, each in a worker of its own.
//
// A reader's answer is `{ ms, codes: [{ bytes?, text? }] }`, or nothing where this browser has no
// such reader; `ms` is taken in the worker around the call that reads, without the transfer. Our
// program has a clock of its own as well: what that `said` is shown beside.

/** The next message of a worker; its failure, and its silence, are errors. */
const answer = (worker, patience = 20000) =>
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

const start = async (script) => {
  const worker = new Worker(script, { type: "module" });
  return [worker, await answer(worker)];
};

/** The product's own worker, by the messages of its wire. */
const ours = async () => {
  let [worker] = await start("ours.js");
  let id = 0;
  return async (image) => {
    const { width, height, data } = image;
    // Id, kind of job (a picture to read), size, red green blue and alpha, not live.
    const question = Float64Array.of(++id, 1, width, height, 0, 0);
    const buffer = data.slice().buffer;
    const sent = performance.now();
    worker.postMessage([question, buffer], [buffer]);
    let reply, trip, ms;
    try {
      reply = await answer(worker);
      trip = performance.now() - sent;
      ms = await answer(worker);
    } catch (error) {
      trip = performance.now() - sent;
      worker.terminate();
      [worker] = await start("ours.js");
      return { ms: trip, trip, codes: [], failed: `${error}` };
    }
    const [numbers, bytes] = reply;
    const [, outcome, said, , count] = numbers;
    if (outcome !== 1) return { ms, trip, codes: [], failed: `refused: ${numbers}` };
    // Of each code: where its payload and its modules lie, side, level, kind and eight corners.
    const codes = Array.from({ length: count }, (_, at) => {
      const [start, length] = numbers.slice(5 + 15 * at);
      return { bytes: new Uint8Array(bytes, start, length) };
    });
    return { ms, said, trip, codes };
  };
};

/** A reader whose worker takes an `ImageData` and answers `{ ms, codes }`. */
const peer = async (script) => {
  const [worker, greeting] = await start(script);
  if (!greeting) return undefined;
  return async (image) => {
    const data = image.data.slice();
    const sent = performance.now();
    worker.postMessage({ width: image.width, height: image.height, data }, [data.buffer]);
    const reading = await answer(worker, 60000);
    return { ...reading, trip: performance.now() - sent };
  };
};

const readers = {};

/** Starts all readers that there are; their names, in the order in which they read. */
globalThis.ready = async () => {
  readers.ours = await ours();
  for (const name of ["zxing", "jsqr", "detector"]) {
    const reader = await peer(`${name}.js`);
    if (reader) readers[name] = reader;
  }
  return Object.keys(readers);
};

/** Decodes a picture and reduces it as far as the page does before anything is read. */
const decode = async (path) => {
  const response = await fetch(path);
  const bitmap = await createImageBitmap(new Blob([await response.arrayBuffer()]));
  const { width, height } = bitmap;
  const factor = Math.min(1, Math.sqrt(8e6 / (width * height)), 8192 / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.floor(width * factor), Math.floor(height * factor));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  // What is transparent is drawn on white.
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return context.getImageData(0, 0, canvas.width, canvas.height);
};

const CHARSETS = [
  ..."utf-8 gb18030 big5 shift_jis euc-jp euc-kr utf-16be utf-16le".split(" "),
  ..."windows-1252 windows-1251".split(" "),
];

/** Line ends and the space around a text are no part of what a code says. */
const plain = (text) => text.replace(/\s+/g, "\n").trim();

/** Whether a code says what is expected, in whatever charset. */
const says = ({ bytes, text }, expected) =>
  (text !== undefined && plain(text) === expected) ||
  (bytes !== undefined &&
    CHARSETS.some((name) => plain(new TextDecoder(name).decode(bytes)) === expected));

/** Bytes as something that can be compared; a code without bytes has its text's. */
const key = ({ bytes, text }) => String(bytes ?? new TextEncoder().encode(text));

/** The quickest of three readings, or of fewer where they take long: what else the machine does at
    that moment is not the reader's doing. */
const quietly = async (once) => {
  let best = await once();
  let spent = best.ms;
  for (let more = 2; more > 0 && spent < 200; more -= 1) {
    const next = await once();
    spent += next.ms;
    if (next.ms < best.ms) best = next;
  }
  return best;
};

/** Gives a picture to each reader: by reader `{ ms, said, trip, failed, right, wrong }`. */
globalThis.read = async (picture, expectation) => {
  const image = await decode(picture);
  const expected = plain(await (await fetch(expectation)).text());
  const readings = {};
  for (const [name, reader] of Object.entries(readers)) {
    readings[name] = await quietly(() => reader(image));
  }

  const right = new Set();
  const seen = new Map();
  for (const [name, { codes }] of Object.entries(readings)) {
    for (const code of codes) {
      // What one reader takes for the expected text is that for another with the same bytes.
      if (says(code, expected)) right.add(key(code));
      seen.set(key(code), [...(seen.get(key(code)) ?? []), name]);
    }
  }
  const judged = ([name, { ms, said = null, trip, codes, failed = null }]) => {
    const others = codes.filter((code) => !right.has(key(code)));
    // Another reader that found the same bytes proves that they stand in the picture.
    const wrong = others.filter((code) => seen.get(key(code)).length < 2).length;
    return [name, { ms, said, trip, failed, right: codes.length > others.length, wrong }];
  };
  return Object.fromEntries(Object.entries(readings).map(judged));
};
