/** Proof that a change of weights loses nothing, doubles nothing, mixes nothing and leaks nothing. */
@NullMarked
package io.digitstream.standalone.swaps;

import org.jspecify.annotations.NullMarked;
