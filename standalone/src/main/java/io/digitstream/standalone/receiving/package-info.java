/** Where an image's way ends: its result comes back, as a reading or a rejection. */
@NullMarked
package io.digitstream.standalone.receiving;

import org.jspecify.annotations.NullMarked;
