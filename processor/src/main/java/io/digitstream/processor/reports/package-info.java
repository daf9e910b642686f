/** What a processor tells about releases, on the topic of training reports. */
@NullMarked
package io.digitstream.processor.reports;

import org.jspecify.annotations.NullMarked;
