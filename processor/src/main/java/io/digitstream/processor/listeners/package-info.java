/** Beside the path: keeps failures of metrics, traces, drift detection and reports away from the path of images. */
@NullMarked
package io.digitstream.processor.listeners;

import org.jspecify.annotations.NullMarked;
