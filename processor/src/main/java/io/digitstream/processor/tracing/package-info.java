/** How an image's trace leads through its batch to its result, where an OpenTelemetry agent is attached; otherwise nothing. */
@NullMarked
package io.digitstream.processor.tracing;

import org.jspecify.annotations.NullMarked;
