package io.digitstream.trainer.examples;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Prepares the next batches on other threads while one is trained on. Batches come in the order of their indices.
 *
 * @param <E> kind of example
 */
public final class BatchSource<E> implements AutoCloseable {
    private static final int AHEAD = 4;

    private final ExampleSource<E> source;
    private final int batchSize;
    private final ExecutorService threads;
    private final Queue<Future<List<E>>> prepared = new ArrayDeque<>();
    private long nextBatch;

    /** @param firstBatch index of the first batch to hand out, other than 0 after a resumption */
    public BatchSource(ExampleSource<E> source, int batchSize, long firstBatch, int threads) {
        this.source = source;
        this.batchSize = batchSize;
        this.nextBatch = firstBatch;
        AtomicInteger count = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "examples-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < AHEAD; i++) {
            prepareOne();
        }
    }

    /** The next batch; waits for it if training is faster than preparation. */
    public List<E> next() throws InterruptedException {
        try {
            List<E> batch = prepared.remove().get();
            prepareOne();
            return batch;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an example could not be prepared", e.getCause());
        }
    }

    private void prepareOne() {
        long first = nextBatch++ * batchSize;
        prepared.add(threads.submit(() -> {
            List<E> batch = new ArrayList<>(batchSize);
            for (int i = 0; i < batchSize; i++) {
                batch.add(source.example(first + i));
            }
            return batch;
        }));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
