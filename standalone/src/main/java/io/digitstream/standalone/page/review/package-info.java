/** Readings that a person should look at, and the numbers that people give. */
@NullMarked
package io.digitstream.standalone.page.review;

import org.jspecify.annotations.NullMarked;
