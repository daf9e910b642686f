/** Second step: the part of the photo that holds the number becomes the network's input. */
@NullMarked
package io.digitstream.recognizer.pixels;

import org.jspecify.annotations.NullMarked;
