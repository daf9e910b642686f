/** What a processor counts and measures, and where Prometheus finds it. */
@NullMarked
package io.digitstream.processor.metrics;

import org.jspecify.annotations.NullMarked;
