/** Photos as floats, and what light, lens and sensor do to them. */
@NullMarked
package io.digitstream.synthetic.raster;

import org.jspecify.annotations.NullMarked;
