/** Fourth step: the scores of one image become a reading: digits, how sure, what else it could be. */
@NullMarked
package io.digitstream.recognizer.sequence;

import org.jspecify.annotations.NullMarked;
