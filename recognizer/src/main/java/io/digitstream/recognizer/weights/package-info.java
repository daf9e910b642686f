/** Releases of weights: the file format, and every check before a file may fill a network. */
@NullMarked
package io.digitstream.recognizer.weights;

import org.jspecify.annotations.NullMarked;
