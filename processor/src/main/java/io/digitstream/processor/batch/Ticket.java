package io.digitstream.processor.batch;

import io.digitstream.recognizer.pixels.Pixels;
import java.util.concurrent.CompletableFuture;

/** An image on its way through the engine, and the promise of its inference. */
record Ticket(Pixels pixels, long submittedNanos, CompletableFuture<Inference> promise) {}
