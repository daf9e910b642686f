/** The processor application: Kafka Streams from the topic of images to the topic of recognitions. */
@NullMarked
package io.digitstream.processor;

import org.jspecify.annotations.NullMarked;
