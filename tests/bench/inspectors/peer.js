// One of MediaPipe's own programs, in the mode for single pictures where it has one. It needs WebGL.
// `look(canvas)` resolves to `{ ms, found }`: milliseconds of the call, and how many faces or masks
// it gave.
const folder = globalThis.FaceMesh ? "face_mesh" : "selfie_segmentation";
const locateFile = (file) => `mediapipe/${folder}/${file}`;
const solution = globalThis.FaceMesh
  ? new FaceMesh({ locateFile })
  : new SelfieSegmentation({ locateFile });
solution.setOptions(
  globalThis.FaceMesh
    ? { staticImageMode: true, maxNumFaces: 1, refineLandmarks: false }
    : { modelSelection: 0 },
);
let found = 0;
solution.onResults(({ multiFaceLandmarks, segmentationMask }) => {
  found = multiFaceLandmarks ? multiFaceLandmarks.length : Number(Boolean(segmentationMask));
});
globalThis.look = async (image) => {
  const begun = performance.now();
  await solution.send({ image });
  return { ms: performance.now() - begun, found };
};
globalThis.prepared = solution.initialize();
