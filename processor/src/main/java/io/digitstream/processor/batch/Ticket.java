package io.digitstream.processor.batch;

import io.digitstream.recognizer.pixels.Prepared;
import java.util.concurrent.CompletableFuture;

/**
 * An image on its way through the engine, and the promise of its inference.
 *
 * @param trace that it belongs to; empty for none
 */
record Ticket(Prepared image, String trace, long submittedNanos, CompletableFuture<Inference> promise) {}
