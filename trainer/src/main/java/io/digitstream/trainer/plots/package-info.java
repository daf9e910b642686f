/** What an evaluation looks like: plots, and the photos that were misread. */
@NullMarked
package io.digitstream.trainer.plots;

import org.jspecify.annotations.NullMarked;
