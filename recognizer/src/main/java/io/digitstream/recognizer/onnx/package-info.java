/** Beside the path: the networks of a release as ONNX models, for other tools than DL4J. */
@NullMarked
package io.digitstream.recognizer.onnx;

import org.jspecify.annotations.NullMarked;
