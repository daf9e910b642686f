/** What an image travels through: a Kafka broker inside this process. */
@NullMarked
package io.digitstream.standalone.broker;

import org.jspecify.annotations.NullMarked;
