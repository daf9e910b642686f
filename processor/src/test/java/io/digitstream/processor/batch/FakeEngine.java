package io.digitstream.processor.batch;

import io.digitstream.recognizer.engine.Engine;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.sequence.SequenceReader;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * An engine that reads in an image the number that its colour is (red, green and blue as one number), and records what is
 * done with it. It can be held in the middle of a batch, and made to fail. Thread-safe.
 */
public final class FakeEngine implements Engine {
    public static final InputShape SHAPE = new InputShape(8, 8);

    /** What an engine is tried with after a batch that failed. */
    public static final int BLANK = 0;

    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    private final List<String> threads = new CopyOnWriteArrayList<>();
    private final List<String> closedBy = new CopyOnWriteArrayList<>();
    private final List<List<Integer>> usedAfterClosing = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Predicate<List<Integer>> fails = batch -> false;
    private volatile Supplier<? extends Throwable> fault = () -> new IllegalStateException("unused");
    private volatile Runnable closing = () -> {};

    /** A recognizer over this engine that believes every reading. */
    public Recognizer as(String weightsVersion) {
        return new Recognizer(weightsVersion, this, new SequenceReader(Calibration.NONE, 0));
    }

    /** From now on batches wait inside the engine. */
    public void hold() {
        gate = new CountDownLatch(1);
    }

    /** Lets go what waits inside. */
    public void go() {
        gate.countDown();
    }

    /** From now on the engine throws on batches like these; an Error or a RuntimeException. */
    public void failOn(Predicate<List<Integer>> batches, Supplier<? extends Throwable> fault) {
        this.fault = fault;
        this.fails = batches;
    }

    /** The engine throws when it is closed. */
    public void failOnClose(RuntimeException fault) {
        closing = () -> {
            throw fault;
        };
    }

    /** The numbers in each batch that came, in the order in which they came; also of those that failed. */
    public List<List<Integer>> batches() {
        return List.copyOf(batches);
    }

    /** All numbers that came, once for each time. */
    public List<Integer> numbers() {
        return batches.stream().flatMap(Collection::stream).toList();
    }

    /** Name of the thread of each batch. */
    public List<String> threads() {
        return List.copyOf(threads);
    }

    /** Name of the thread of each call to close. */
    public List<String> closedBy() {
        return List.copyOf(closedBy);
    }

    public List<List<Integer>> usedAfterClosing() {
        return List.copyOf(usedAfterClosing);
    }

    @Override
    public List<Scores> score(List<Pixels> batch) {
        List<Integer> numbers = batch.stream().map(FakeEngine::number).toList();
        if (!closedBy.isEmpty()) {
            usedAfterClosing.add(numbers);
        }
        threads.add(Thread.currentThread().getName());
        batches.add(numbers);
        awaitGate();
        if (fails.test(numbers)) {
            rethrow(fault.get());
        }
        return numbers.stream().map(FakeEngine::scores).toList();
    }

    @Override
    public void close() {
        closedBy.add(Thread.currentThread().getName());
        closing.run();
    }

    /** As native code does, it takes no notice of interrupts. */
    private void awaitGate() {
        boolean interrupted = false;
        while (true) {
            try {
                gate.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(Throwable fault) {
        if (fault instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) fault;
    }

    /** An image of one colour, in which this engine reads the number. */
    public static Pixels pixels(int number) {
        byte[] values = new byte[SHAPE.size()];
        int plane = SHAPE.size() / InputShape.CHANNELS;
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (number >> (16 - 8 * (i / plane)));
        }
        return new Pixels(SHAPE, values);
    }

    private static int number(Pixels pixels) {
        byte[] values = pixels.values();
        int plane = values.length / InputShape.CHANNELS;
        return (values[0] & 0xFF) << 16 | (values[plane] & 0xFF) << 8 | (values[2 * plane] & 0xFF);
    }

    private static Scores scores(int number) {
        String digits = Integer.toString(number);
        float[][] heads = new float[Head.ALL.size()][];
        for (int i = 0; i < heads.length; i++) {
            heads[i] = new float[Head.ALL.get(i).classes()];
        }
        heads[0][digits.length()] = 1;
        for (int i = 0; i < Head.MAX_DIGITS; i++) {
            heads[1 + i][i < digits.length() ? digits.charAt(i) - '0' : Head.NO_DIGIT] = 1;
        }
        return new Scores(heads);
    }
}
