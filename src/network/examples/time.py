"""The same as time.rs with LiteRT and XNNPACK on one thread, for comparison.

    pip install ai-edge-litert numpy
    python time.py detector.tflite mesh.tflite mask.tflite
"""

import statistics
import sys
import time

import numpy as np
from ai_edge_litert.interpreter import Interpreter

RUNS = 200

for path in sys.argv[1:]:
    network = Interpreter(model_path=path, num_threads=1)
    network.allocate_tensors()
    detail = network.get_input_details()[0]
    values = (np.arange(np.prod(detail["shape"])) % 251 / 250).astype(np.float32)
    network.set_tensor(detail["index"], values.reshape(detail["shape"]))
    for _ in range(RUNS // 10):
        network.invoke()
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        network.invoke()
        times.append((time.perf_counter() - begun) * 1e3)
    print(f"{path:24} {statistics.median(times):6.2f} ms, at best {min(times):.2f}")
