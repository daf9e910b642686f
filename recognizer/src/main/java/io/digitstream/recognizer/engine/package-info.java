/** Third step: a batch of pixels becomes scores, by the network filled with one release of weights. */
@NullMarked
package io.digitstream.recognizer.engine;

import org.jspecify.annotations.NullMarked;
