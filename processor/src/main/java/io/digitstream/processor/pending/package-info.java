/** Second step: an image waits in a slot of its task's store until its result is forwarded, so that a kill loses none. */
@NullMarked
package io.digitstream.processor.pending;

import org.jspecify.annotations.NullMarked;
