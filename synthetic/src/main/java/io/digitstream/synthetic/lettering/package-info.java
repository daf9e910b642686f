/** The shapes of characters: from typefaces, from pens, from segments and from dots. */
@NullMarked
package io.digitstream.synthetic.lettering;

import org.jspecify.annotations.NullMarked;
