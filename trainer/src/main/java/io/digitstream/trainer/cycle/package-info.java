/** Retraining by itself: from new labels on their topic to a release that is published or held back. */
@NullMarked
package io.digitstream.trainer.cycle;

import org.jspecify.annotations.NullMarked;
