package io.digitstream.processor.pending;

import io.digitstream.processor.intake.IncomingImage;

/**
 * An image between its intake and its result. Immutable.
 *
 * @param sequence its place in its task's order
 * @param image the record it came as
 */
record PendingImage(long sequence, IncomingImage image) {}
