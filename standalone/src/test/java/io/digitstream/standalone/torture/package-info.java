/** Tests of the harness that breaks things: of what it counts, and of its schedule. */
@NullMarked
package io.digitstream.standalone.torture;

import org.jspecify.annotations.NullMarked;
