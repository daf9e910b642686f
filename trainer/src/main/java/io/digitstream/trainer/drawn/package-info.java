/** Where training images come from when no camera took them: numbers drawn by program, each with its truth. */
@NullMarked
package io.digitstream.trainer.drawn;

import org.jspecify.annotations.NullMarked;
