/** The page at which people watch images being read, review readings and follow releases. */
@NullMarked
package io.digitstream.standalone.page;

import org.jspecify.annotations.NullMarked;
