// The browser's own reader, where it has one.
const formats = await self.BarcodeDetector?.getSupportedFormats();
const detector = formats?.includes("qr_code")
  ? new BarcodeDetector({ formats: ["qr_code"] })
  : undefined;

onmessage = async ({ data: { width, height, data } }) => {
  const image = new ImageData(data, width, height);
  const begun = performance.now();
  const found = await detector.detect(image);
  const ms = performance.now() - begun;
  postMessage({ ms, codes: found.map(({ rawValue }) => ({ text: rawValue })) });
};
postMessage(Boolean(detector));
