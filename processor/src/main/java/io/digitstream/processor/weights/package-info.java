/** Which weights the processor reads with: those in force on the topic, checked, else those in the jar. */
@NullMarked
package io.digitstream.processor.weights;

import org.jspecify.annotations.NullMarked;
