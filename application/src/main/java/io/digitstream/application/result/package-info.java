/** What every result says about its image, in record headers: read by all consumers of results, written by the processor. */
@NullMarked
package io.digitstream.application.result;

import org.jspecify.annotations.NullMarked;
