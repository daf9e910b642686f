/** Where labels come from that nobody gave: a release looks for the number in photos of which nothing is known. */
@NullMarked
package io.digitstream.trainer.search;

import org.jspecify.annotations.NullMarked;
