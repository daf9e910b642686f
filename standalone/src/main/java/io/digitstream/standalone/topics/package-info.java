/** What images, results, labels and releases travel on: the product's topics, as a broker should have them. */
@NullMarked
package io.digitstream.standalone.topics;

import org.jspecify.annotations.NullMarked;
