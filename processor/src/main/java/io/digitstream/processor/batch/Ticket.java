package io.digitstream.processor.batch;

import io.digitstream.recognizer.pixels.Prepared;
import java.util.concurrent.CompletableFuture;

/** An image on its way through the engine, and the promise of its inference. */
record Ticket(Prepared image, long submittedNanos, CompletableFuture<Inference> promise) {}
