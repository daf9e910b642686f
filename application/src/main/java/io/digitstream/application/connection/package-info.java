/** Where the command line meets a running system: which broker, which topics, and whether they are there. */
@NullMarked
package io.digitstream.application.connection;

import org.jspecify.annotations.NullMarked;
