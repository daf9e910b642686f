/** Generated photos of numbers, each with its label and region. */
@NullMarked
package io.digitstream.synthetic;

import org.jspecify.annotations.NullMarked;
