/** First step of the path: the bytes of a file become a photo, within bounds that are checked before it is decoded. */
@NullMarked
package io.digitstream.recognizer.image;

import org.jspecify.annotations.NullMarked;
