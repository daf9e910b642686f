/** Everything that can be set, read once at start-up from the environment and a file. */
@NullMarked
package io.digitstream.processor.settings;

import org.jspecify.annotations.NullMarked;
