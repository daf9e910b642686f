package io.digitstream.trainer.training;

import io.digitstream.recognizer.engine.Dl4jRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Divides arrays of all parameters into ranges that fit into a core's cache, and works on the ranges on several threads. What
 * comes out does not depend on the threads. Used by one thread.
 */
final class Ranges implements AutoCloseable {
    /** Parameters in a range: five arrays of it are 640 KiB. */
    private static final int LENGTH = 1 << 15;

    private final long parameters;
    private final int count;
    private final int threadCount;
    private final ExecutorService threads;

    /** @param parameters length of the arrays */
    Ranges(long parameters, int threadCount) {
        this.parameters = parameters;
        this.count = Math.toIntExact((parameters + LENGTH - 1) / LENGTH);
        this.threadCount = threadCount;
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(threadCount, task -> {
            Runnable onOneCore = () -> {
                Dl4jRuntime.useCores(1);
                task.run();
            };
            Thread thread = new Thread(onOneCore, "parameters-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Number of ranges. */
    int count() {
        return count;
    }

    /** The ranges of an array, as views. */
    List<INDArray> views(INDArray array) {
        List<INDArray> views = new ArrayList<>();
        for (int range = 0; range < count; range++) {
            views.add(view(array, first(range), end(range)));
        }
        return views;
    }

    /** Those parts of some views of the parameters that lie in a range, as views of it. */
    List<INDArray> parts(INDArray array, List<INDArray> views, int range) {
        List<INDArray> parts = new ArrayList<>();
        for (INDArray view : views) {
            long begin = view.offset() - array.offset();
            long first = Math.max(begin, first(range));
            long end = Math.min(begin + view.length(), end(range));
            if (first < end) {
                parts.add(view(array, first, end));
            }
        }
        return parts;
    }

    private static INDArray view(INDArray array, long first, long end) {
        return array.get(NDArrayIndex.interval(first, end));
    }

    private static long first(int range) {
        return (long) range * LENGTH;
    }

    private long end(int range) {
        return Math.min(parameters, first(range) + LENGTH);
    }

    /** Does the work for each range, and returns when all is done. */
    void forEach(IntConsumer work) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < threadCount; i++) {
            running.add(threads.submit(() -> {
                for (int range = next.getAndIncrement(); range < count; range = next.getAndIncrement()) {
                    work.accept(range);
                }
            }));
        }
        Computations.await(running, "work on the parameters failed");
    }

    /** The sum of what each range gives, added in their order. */
    double sum(IntToDoubleFunction value) throws InterruptedException {
        double[] values = new double[count];
        forEach(range -> values[range] = value.applyAsDouble(range));
        double sum = 0;
        for (double each : values) {
            sum += each;
        }
        return sum;
    }

    /** Ends the threads, which are idle between two calls. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
