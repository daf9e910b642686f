/** Which releases there are, and what was decided about them. */
@NullMarked
package io.digitstream.standalone.page.releases;

import org.jspecify.annotations.NullMarked;
