//! Runs neural networks of the TensorFlow Lite format on one thread: no clock, no I/O.
