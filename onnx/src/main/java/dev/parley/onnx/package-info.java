/// Models that onnxruntime runs, in the user's own files: whether a turn is over. Optional; uses
/// the ports of `call` and is found by `ServiceLoader`.
@NullMarked
package dev.parley.onnx;

import org.jspecify.annotations.NullMarked;
