/** The product as its users run it: our own image, on a broker in another container. Needs a Docker engine. */
@NullMarked
package io.digitstream.standalone.containers;

import org.jspecify.annotations.NullMarked;
