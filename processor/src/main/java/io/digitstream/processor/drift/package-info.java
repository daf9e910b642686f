/** Beside the path: whether what is read is still like what the release was validated on. */
@NullMarked
package io.digitstream.processor.drift;

import org.jspecify.annotations.NullMarked;
