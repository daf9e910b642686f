/** How good a release is: accuracy, coverage, calibration and threshold, measured on labelled photos. */
@NullMarked
package io.digitstream.trainer.evaluation;

import org.jspecify.annotations.NullMarked;
