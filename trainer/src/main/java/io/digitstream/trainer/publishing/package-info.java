/** How releases reach the processors: what one transaction writes to the topic of weights, and what stands there already. */
@NullMarked
package io.digitstream.trainer.publishing;

import org.jspecify.annotations.NullMarked;
