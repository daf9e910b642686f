/** Applications in JVMs of their own, that can be killed, stopped and looked at. */
@NullMarked
package io.digitstream.standalone.processes;

import org.jspecify.annotations.NullMarked;
