/** What makes trained weights a release: calibration, thresholds, what to expect of it, and images to prove itself by. */
@NullMarked
package io.digitstream.trainer.releasing;

import org.jspecify.annotations.NullMarked;
