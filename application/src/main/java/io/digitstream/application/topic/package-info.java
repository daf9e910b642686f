/** Topics as they are wanted, and as a broker accepts them. */
@NullMarked
package io.digitstream.application.topic;

import org.jspecify.annotations.NullMarked;
