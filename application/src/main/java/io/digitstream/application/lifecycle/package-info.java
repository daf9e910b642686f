/** How what an application has opened is closed again. */
@NullMarked
package io.digitstream.application.lifecycle;

import org.jspecify.annotations.NullMarked;
