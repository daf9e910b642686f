/** What light, lens and sensor do to a scene. */
@NullMarked
package io.digitstream.synthetic.camera;

import org.jspecify.annotations.NullMarked;
