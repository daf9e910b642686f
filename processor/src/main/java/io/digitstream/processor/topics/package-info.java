/** Watches whether topics are still those that a processor's offsets and pending images refer to. */
@NullMarked
package io.digitstream.processor.topics;

import org.jspecify.annotations.NullMarked;
