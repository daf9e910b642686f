/** Last step: a reading or a rejection becomes the record that goes out. */
@NullMarked
package io.digitstream.processor.results;

import org.jspecify.annotations.NullMarked;
