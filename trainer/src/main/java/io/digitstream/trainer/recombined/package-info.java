/** Real digits in new orders: photos of numbers that nobody wrote, made of digits that somebody did. */
@NullMarked
package io.digitstream.trainer.recombined;

import org.jspecify.annotations.NullMarked;
