/** Which weights the processor starts with: those in force on the topic, else those in the jar. */
@NullMarked
package io.digitstream.processor.weights;

import org.jspecify.annotations.NullMarked;
