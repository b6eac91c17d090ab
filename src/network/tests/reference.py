"""Asks LiteRT for the figures that the tests compare with: operations.json and networks.json.

    pip install ai-edge-litert numpy
    python reference.py <folder with detector.tflite, mesh.tflite, attention_mesh.tflite, mask.tflite>

LiteRT knows all operations but three of the attention mesh. Those are computed here, in double
precision and with angles, as MediaPipe documents them
(mediapipe/util/tflite/operations in its repository); what lies between them is LiteRT's.
"""

import base64
import json
import os
import sys

import flatbuffers
import flatbuffers.flexbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as schema
from ai_edge_litert.interpreter import Interpreter

HERE = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(2026)


def packed(model):
    builder = flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), file_identifier=b"TFL3")
    return bytes(builder.Output())


def numbers(values):
    """As few digits as tell a number of 32 bits from its neighbours."""
    return [float(str(value)) for value in values.ravel()]


def run(file, inputs):
    """All results of a model, for inputs in its order."""
    interpreter = Interpreter(model_content=file, num_threads=1)
    interpreter.allocate_tensors()
    for detail, value in zip(interpreter.get_input_details(), inputs):
        interpreter.set_tensor(detail["index"], value)
    interpreter.invoke()
    return [interpreter.get_tensor(d["index"]) for d in interpreter.get_output_details()]


class Model:
    """A model that is put together operation by operation."""

    def __init__(self, *shape):
        self.buffers, self.tensors, self.codes, self.operators = [schema.BufferT()], [], [], []
        self.shape = shape
        self.input = self.tensor(shape)

    def tensor(self, shape, kind=schema.TensorType.FLOAT32, values=None):
        tensor = schema.TensorT()
        tensor.shape, tensor.type, tensor.buffer = list(shape), kind, 0
        tensor.name = b"t%d" % len(self.tensors)
        if values is not None:
            buffer = schema.BufferT()
            buffer.data = np.frombuffer(values.tobytes(), np.uint8)
            tensor.buffer = len(self.buffers)
            self.buffers.append(buffer)
        self.tensors.append(tensor)
        return len(self.tensors) - 1

    def weights(self, *shape, half=False):
        values = rng.uniform(-1, 1, shape).astype(np.float16)
        if half:
            narrow = self.tensor(shape, schema.TensorType.FLOAT16, values)
            return self.add("DEQUANTIZE", [narrow], shape)
        return self.tensor(shape, values=values.astype(np.float32))

    def ints(self, *values):
        values = np.array(values, np.int32)
        return self.tensor(values.shape, schema.TensorType.INT32, values)

    def add(self, name, inputs, shape, options=None, custom=None, **settings):
        code = schema.OperatorCodeT()
        builtin = "CUSTOM" if custom is not None else name
        code.builtinCode = getattr(schema.BuiltinOperator, builtin)
        code.deprecatedBuiltinCode = min(code.builtinCode, 127)
        code.version = 1
        code.customCode = name.encode() if custom is not None else None
        self.codes.append(code)
        operator = schema.OperatorT()
        operator.opcodeIndex = len(self.codes) - 1
        operator.inputs = inputs
        operator.outputs = [self.tensor(shape)]
        if custom is not None:
            operator.customOptions = list(custom)
        if options:
            operator.builtinOptionsType = getattr(schema.BuiltinOptions, options)
            operator.builtinOptions = getattr(schema, options + "T")()
            for setting, value in settings.items():
                assert hasattr(operator.builtinOptions, setting), setting
                setattr(operator.builtinOptions, setting, value)
        self.operators.append(operator)
        return operator.outputs[0]

    def conv(self, x, size, channels, depth, shape, padding=0, step=1, function=0, half=False):
        inputs = [x, self.weights(depth, size, size, channels, half=half), self.weights(depth)]
        return self.add("CONV_2D", inputs, shape, "Conv2DOptions", padding=padding, strideW=step,
                        strideH=step, fusedActivationFunction=function)

    def depthwise(self, x, size, channels, shape, step=1):
        inputs = [x, self.weights(1, size, size, channels), self.weights(channels)]
        return self.add("DEPTHWISE_CONV_2D", inputs, shape, "DepthwiseConv2DOptions",
                        padding=0, strideW=step, strideH=step, depthMultiplier=1)

    def sum(self, a, b, shape, function=0):
        return self.add("ADD", [a, b], shape, "AddOptions", fusedActivationFunction=function)

    def case(self, name, *outputs):
        graph = schema.SubGraphT()
        graph.tensors, graph.operators = self.tensors, self.operators
        graph.inputs, graph.outputs = [self.input], list(outputs)
        model = schema.ModelT()
        model.version, model.subgraphs = 3, [graph]
        model.operatorCodes, model.buffers = self.codes, self.buffers
        file = packed(model)
        x = (rng.integers(-128, 129, self.shape) / 32).astype(np.float32)
        return {
            "name": name,
            "file": base64.b64encode(file).decode(),
            "input": [float(v) for v in x.ravel()],
            "outputs": [numbers(y) for y in run(file, [x])],
        }


def operations():
    def conv(name, height, width, channels, depth, size, to, **more):
        m = Model(1, height, width, channels)
        return m.case(name, m.conv(m.input, size, channels, depth, [1, *to, depth], **more))

    yield conv("conv of few channels, every other pixel", 7, 6, 3, 5, 3, [4, 3], step=2)
    yield conv("conv of five by five", 8, 8, 3, 9, 5, [4, 4], step=2)
    yield conv("conv of single pixels", 5, 3, 12, 21, 1, [5, 3])
    yield conv("conv to few channels", 5, 3, 9, 2, 1, [5, 3])
    yield conv("conv with weights of 16 bits", 3, 5, 8, 40, 1, [3, 5], half=True)
    yield conv("conv ending with relu", 3, 3, 8, 8, 1, [3, 3], function=1)
    yield conv("conv of the whole picture", 3, 3, 8, 20, 3, [1, 1], padding=1, step=3)
    yield conv("conv within the picture", 5, 6, 8, 10, 3, [3, 4], padding=1)
    yield conv("conv within the picture, every other pixel", 6, 7, 4, 3, 2, [3, 3], padding=1, step=2)

    for name, side, channels, size, step in [
        ("depthwise", 6, 12, 3, 1), ("depthwise, every other pixel", 7, 8, 3, 2),
        ("depthwise, even side", 6, 8, 3, 2), ("depthwise of five by five", 6, 9, 5, 1),
        ("depthwise of five by five, every other pixel", 8, 8, 5, 2),
        ("depthwise wider than the picture", 2, 8, 5, 1),
    ]:
        m = Model(1, side, side, channels)
        to = -(-side // step)
        yield m.case(name, m.depthwise(m.input, size, channels, [1, to, to, channels], step))

    for function, channels in [("RELU", 3), ("RELU", 9), ("HARD_SWISH", 9), ("LOGISTIC", 1), ("LOGISTIC", 16)]:
        m = Model(1, 3, 5, channels)
        y = m.add(function, [m.input], m.shape)
        yield m.case(f"{function} of {channels} channels", y)
    m = Model(1, 3, 5, 10)
    yield m.case("prelu", m.add("PRELU", [m.input, m.weights(1, 1, 10)], m.shape))

    m = Model(1, 3, 3, 10)
    yield m.case("sum", m.sum(m.input, m.add("RELU", [m.input], m.shape), m.shape, 1))
    m = Model(1, 3, 3, 8)
    y = m.conv(m.input, 1, 8, 8, m.shape)
    y = m.add("PRELU", [m.sum(m.input, y, m.shape), m.weights(1, 1, 8)], m.shape)
    yield m.case("conv, sum, prelu", y)
    m = Model(1, 3, 3, 8)
    y = m.add("HARD_SWISH", [m.conv(m.input, 3, 8, 8, m.shape)], m.shape)
    yield m.case("conv, hard swish, sum", m.add("RELU", [m.sum(y, m.input, m.shape)], m.shape))
    m = Model(1, 4, 4, 8)
    y = m.add("RELU", [m.depthwise(m.input, 3, 8, m.shape)], m.shape)
    yield m.case("depthwise, relu, sum", m.sum(m.input, y, m.shape))
    m = Model(1, 4, 4, 8)
    y = m.conv(m.input, 1, 8, 8, m.shape)
    yield m.case("conv used twice", m.sum(y, m.add("RELU", [y], m.shape), m.shape), y)
    m = Model(1, 4, 4, 8)
    y, z = m.conv(m.input, 1, 8, 8, m.shape), m.conv(m.input, 1, 8, 8, m.shape)
    yield m.case("sum of two convs", m.sum(y, z, m.shape))
    m = Model(1, 4, 4, 8)
    y = m.conv(m.input, 1, 8, 8, m.shape)
    yield m.case("conv plus itself", m.sum(y, y, m.shape))
    m = Model(1, 3, 3, 10)
    to = [1, 3, 3, 20]
    pads = np.array([[0, 0]] * 3 + [[0, 10]], np.int32)
    pads = m.tensor(pads.shape, schema.TensorType.INT32, pads)
    y = m.conv(m.input, 1, 10, 20, to)
    y = m.sum(m.add("PAD", [m.input, pads], to), y, to)
    yield m.case("conv with a narrower picture added", m.add("RELU", [y], to))
    m = Model(1, 4, 4, 3)
    y = m.conv(m.input, 3, 3, 3, m.shape)
    yield m.case("sum of few channels", m.sum(m.input, y, m.shape))

    m = Model(1, 4, 4, 16)
    y = m.add("AVERAGE_POOL_2D", [m.input], [1, 1, 1, 16], "Pool2DOptions", padding=1, strideW=4,
              strideH=4, filterWidth=4, filterHeight=4)
    y = m.add("LOGISTIC", [y], [1, 1, 1, 16])
    yield m.case("product with a mean", m.add("MUL", [m.input, y], m.shape, "MulOptions"))
    m = Model(1, 5, 3)
    yield m.case("product with a number", m.add("MUL", [m.input, m.weights(1)], m.shape, "MulOptions"))
    m = Model(1, 4, 4)
    yield m.case("product with a constant", m.add("MUL", [m.input, m.weights(1, 4, 4)], m.shape, "MulOptions"))
    for kind in ["MAX", "AVERAGE"]:
        m = Model(1, 5, 6, 9)
        y = m.add(f"{kind}_POOL_2D", [m.input], [1, 3, 3, 9], "Pool2DOptions", padding=0, strideW=2,
                  strideH=2, filterWidth=2, filterHeight=3)
        yield m.case(f"{kind} of windows", y)
    m = Model(1, 3, 4, 9)
    y = m.add("RESIZE_BILINEAR", [m.input, m.ints(6, 8)], [1, 6, 8, 9], "ResizeBilinearOptions", halfPixelCenters=True)
    yield m.case("twice the size", y)
    m = Model(1, 4, 9, 8)
    y = m.add("RESIZE_BILINEAR", [m.input, m.ints(6, 5)], [1, 6, 5, 8], "ResizeBilinearOptions", halfPixelCenters=True)
    yield m.case("another size", y)
    m = Model(1, 2, 4, 10)
    a = m.add("RESHAPE", [m.input, m.ints(1, 8, 10)], [1, 8, 10], "ReshapeOptions", newShape=[1, 8, 10])
    b = m.add("RESHAPE", [m.input, m.ints(1, 8, 10)], [1, 8, 10], "ReshapeOptions", newShape=[1, 8, 10])
    y = m.add("CONCATENATION", [a, m.add("RELU", [b], [1, 8, 10])], [1, 16, 10], "ConcatenationOptions", axis=1)
    yield m.case("one after the other", y)
    m = Model(1, 2, 3, 20)
    yield m.case("another shape", m.add("RESHAPE", [m.input, m.ints(1, 40, 3)], [1, 40, 3], "ReshapeOptions", newShape=[1, 40, 3]))
    m = Model(1, 1, 1, 12)
    y = m.add("STRIDED_SLICE", [m.input, m.ints(0, 0, 0, 0), m.ints(1, 1, 1, 12), m.ints(1, 1, 1, 1)], m.shape,
              "StridedSliceOptions")
    yield m.case("the whole as a slice", m.add("RELU", [y], m.shape))
    m = Model(1, 3, 4, 16)
    settings = np.array([1, 2, 2], np.int32).tobytes()
    y = m.add("Convolution2DTransposeBias", [m.input, m.weights(1, 2, 2, 16), m.weights(1)], [1, 6, 8, 1], custom=settings)
    yield m.case("blocks", m.add("LOGISTIC", [y], [1, 6, 8, 1]))
    m = Model(1, 3, 3, 8)
    yield m.case("conv, sum ending with relu", m.sum(m.conv(m.input, 1, 8, 8, m.shape), m.input, m.shape, 1))


def picture(side):
    """A head, a neck and shoulders in front of a wall, in whole numbers: see `picture` in main.rs."""
    y, x = np.mgrid[0:side, 0:side].astype(np.int64) * 256 // side
    values = np.empty((side, side, 3), np.int64)
    values[:] = (150, 170, 200)
    values[..., 0] += (x * 3 + y * 5) % 11

    def ellipse(cx, cy, rx, ry, colour):
        inside = ((x - cx) * ry) ** 2 + ((y - cy) * rx) ** 2 < (rx * ry) ** 2
        values[inside] = colour

    ellipse(128, 270, 110, 80, (60, 60, 70))
    ellipse(128, 190, 26, 50, (190, 140, 115))
    ellipse(128, 110, 62, 86, (50, 35, 30))
    ellipse(128, 122, 52, 70, (215, 165, 140))
    for cx in (106, 150):
        ellipse(cx, 96, 13, 3, (70, 50, 40))
        ellipse(cx, 110, 11, 5, (240, 240, 240))
        ellipse(cx, 110, 5, 5, (50, 35, 30))
    ellipse(128, 138, 9, 5, (180, 125, 105))
    ellipse(128, 160, 20, 6, (175, 80, 80))
    return values.astype(np.float32) / np.float32(255)


def settings(operator):
    options = flatbuffers.flexbuffers.GetRoot(bytes(operator.customOptions)).AsMap
    return {key.AsKey: options[key.AsKey].Value for key in options.Keys} | {
        "subset_idxs": list(options["subset_idxs"].AsTypedVector.Value)
    }


def frame(points, options):
    """Where the corners of a frame around points lie, as a matrix."""
    points = points[0].astype(np.float64)
    left, right = points[options["left_rotation_idx"]], points[options["right_rotation_idx"]]
    angle = options["target_rotation_radians"] - np.arctan2(right[1] - left[1], right[0] - left[0])
    turn = lambda a: np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
    turned = points[options["subset_idxs"], :2] @ turn(angle).T
    low, high = turned.min(0), turned.max(0)
    size = np.array([options["output_width"], options["output_height"]])
    scale = np.array([options["scale_x"], options["scale_y"]]) * (high - low) / size
    linear = turn(-angle) @ np.diag(scale)
    matrix = np.eye(4)
    matrix[:2, :2] = linear
    matrix[:2, 3] = turn(-angle) @ ((low + high) / 2) - linear @ (size / 2)
    return matrix[None].astype(np.float32)


def sampled(values, matrix, shape):
    out = np.zeros(shape, np.float32)
    _, height, width, _ = values.shape
    for row in range(shape[1]):
        for column in range(shape[2]):
            x, y, _, _ = matrix[0].astype(np.float64) @ [column + 0.5, row + 0.5, 0, 1] - 0.5
            if not (0 <= x <= width - 1 and 0 <= y <= height - 1):
                continue
            for cy, wy in ((int(y), 1 - y % 1), (int(y) + 1, y % 1)):
                for cx, wx in ((int(x), 1 - x % 1), (int(x) + 1, x % 1)):
                    if cx < width and cy < height:
                        out[0, row, column] += wx * wy * values[0, cy, cx]
    return out


def placed(points, matrix):
    x, y = points[..., 0], points[..., 1]
    rows = [matrix[0, row, 0] * x + matrix[0, row, 1] * y + matrix[0, row, 3] for row in (0, 1)]
    return np.stack(rows, -1).astype(np.float32)


def attention(file, x):
    """The results of the attention mesh: the three operations that LiteRT lacks become inputs, and
    it is run until no input changes."""
    model = schema.ModelT.InitFromObj(schema.Model.GetRootAs(file, 0))
    graph = model.subgraphs[0]
    name = lambda o: (model.operatorCodes[o.opcodeIndex].customCode or b"").decode()
    custom = [o for o in graph.operators if name(o)]
    results = list(graph.outputs)
    graph.operators = [o for o in graph.operators if not name(o)]
    made = [o.outputs[0] for o in custom]
    wanted = [i for o in custom for i in o.inputs if i not in made]
    graph.inputs = list(graph.inputs) + made
    graph.outputs = results + wanted
    model.signatureDefs = None
    file = packed(model)
    known = {t: np.zeros(graph.tensors[t].shape, np.float32) for t in made}
    for _ in range(3):
        values = run(file, [x] + [known[t] for t in made])
        there = dict(zip(results + wanted, values)) | known
        for operator in custom:
            arguments = [there[i] for i in operator.inputs]
            shape = tuple(graph.tensors[operator.outputs[0]].shape)
            if name(operator) == "Landmarks2TransformMatrix":
                value = frame(arguments[0], settings(operator))
            elif name(operator) == "TransformTensorBilinear":
                value = sampled(*arguments, shape)
            else:
                value = placed(*arguments)
            known[operator.outputs[0]] = there[operator.outputs[0]] = value
    return values[: len(results)]


def networks(folder):
    for name, scale in [("detector", 2), ("mesh", 1), ("attention_mesh", 1), ("mask", 1)]:
        file = open(os.path.join(folder, name + ".tflite"), "rb").read()
        side = schema.Model.GetRootAs(file, 0).Subgraphs(0).Tensors(0).Shape(1)
        x = picture(side)[None]
        if scale == 2:
            x = x * np.float32(2) - np.float32(1)
        outputs = attention(file, x) if name == "attention_mesh" else run(file, [x])
        for index, values in enumerate(outputs):
            values = values.ravel()
            every = max(1, values.size // 150)
            yield {
                "network": name, "output": index, "length": values.size, "every": every,
                "values": numbers(values[::every]),
            }


def write(name, cases):
    lines = ",\n".join(json.dumps(case) for case in cases)
    with open(os.path.join(HERE, name), "w") as file:
        file.write("[\n" + lines + "\n]\n")


write("operations.json", operations())
write("networks.json", networks(sys.argv[1]))
