/** Input by somebody who means harm. */
@NullMarked
package io.digitstream.standalone.hostile;

import org.jspecify.annotations.NullMarked;
