/** The training run: batches in, weights out, resumable at every checkpoint. */
@NullMarked
package io.digitstream.trainer.training;

import org.jspecify.annotations.NullMarked;
