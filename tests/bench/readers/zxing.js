// zxing-wasm with the options it has by itself, for QR codes.
import { prepareZXingModule, readBarcodes } from "./zxing-wasm/dist/es/reader/index.js";

const wasm = new URL("zxing-wasm/dist/reader/zxing_reader.wasm", import.meta.url).href;
await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });

onmessage = async ({ data: { width, height, data } }) => {
  const image = new ImageData(data, width, height);
  const begun = performance.now();
  const found = await readBarcodes(image, { formats: ["QRCode"] });
  const ms = performance.now() - begun;
  const codes = found.filter((code) => code.isValid).map(({ bytes, text }) => ({ bytes, text }));
  postMessage({ ms, codes });
};
postMessage(true);
