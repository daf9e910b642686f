/** Third step: images of all tasks are merged into batches and read on one thread. */
@NullMarked
package io.digitstream.processor.batch;

import org.jspecify.annotations.NullMarked;
