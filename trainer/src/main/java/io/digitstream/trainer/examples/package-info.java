/** From photos and drawn numbers to the batches that a network trains on, prepared ahead on other threads. */
@NullMarked
package io.digitstream.trainer.examples;

import org.jspecify.annotations.NullMarked;
