/** Between decoding and cropping: where in a photo a number may be, when nobody said so. */
@NullMarked
package io.digitstream.recognizer.location;

import org.jspecify.annotations.NullMarked;
