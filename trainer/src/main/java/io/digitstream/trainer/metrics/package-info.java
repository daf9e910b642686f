/** What a trainer counts and measures, and whether it is well. */
@NullMarked
package io.digitstream.trainer.metrics;

import org.jspecify.annotations.NullMarked;
