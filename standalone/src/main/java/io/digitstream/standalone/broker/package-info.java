/** What an image travels through: a Kafka broker inside this process, with the product's topics on it. */
@NullMarked
package io.digitstream.standalone.broker;

import org.jspecify.annotations.NullMarked;
