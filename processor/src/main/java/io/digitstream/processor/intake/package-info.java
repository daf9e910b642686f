/** First step in the processor: a record becomes pixels, or a reason why not. */
@NullMarked
package io.digitstream.processor.intake;

import org.jspecify.annotations.NullMarked;
