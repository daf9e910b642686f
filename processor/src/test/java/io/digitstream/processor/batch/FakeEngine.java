package io.digitstream.processor.batch;

import io.digitstream.recognizer.engine.Engine;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.location.LocationMap;
import io.digitstream.recognizer.location.LookPlan;
import io.digitstream.recognizer.location.LookReader;
import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.ConvolutionBlock;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.network.LocatorArchitecture;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Overview;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.recognizer.pixels.Preparer;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.recognizer.weights.ReleaseSummary;
import java.awt.image.BufferedImage;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * An engine that reads in an image the number that its colour is (red, green and blue as one number), sees it in the middle
 * of every photo that comes without a region, and records what is done with it. It can be held in the middle of a batch, and
 * made to fail. Thread-safe.
 */
public final class FakeEngine implements Engine {
    /** Input of both of its networks. */
    public static final InputShape SHAPE = new InputShape(8, 8);

    /** Whose grid is a single cell. */
    private static final Networks NETWORKS = new Networks(
            new Architecture(SHAPE, List.of(new ConvolutionBlock(1, 1, false)), 1, 1, 5),
            new LocatorArchitecture(SHAPE, List.of(new ConvolutionBlock(1, 1, 8, false))));

    /** The cell's middle is the input's: half as wide, and three quarters as high. */
    private static final float ACROSS = (float) Math.log(1 / 4.0);

    private static final float DOWN = (float) Math.log(3 / 8.0);

    /** A logit beyond all doubt. */
    private static final float CERTAIN = 100;

    /** Of every image that is {@link #cut}. */
    public static final Region REGION = new Region(-1, 2, 30, 40);

    /** Where a number is found in a photo of 40 x 30 pixels. */
    public static final Region FOUND = new Region(10, 4, 20, 22);

    /** What an engine is tried with after a batch that failed. */
    public static final int BLANK = 0;

    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    private final List<List<Integer>> located = new CopyOnWriteArrayList<>();
    private final List<String> threads = new CopyOnWriteArrayList<>();
    private final List<String> closedBy = new CopyOnWriteArrayList<>();
    private final List<List<Integer>> usedAfterClosing = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile IntUnaryOperator reading = IntUnaryOperator.identity();
    private volatile Predicate<List<Integer>> fails = batch -> false;
    private volatile Predicate<List<Integer>> failsToLocate = batch -> false;
    private volatile Supplier<? extends Throwable> fault = () -> new IllegalStateException("unused");
    private volatile Runnable closing = () -> {};

    /** A recognizer over this engine that believes every reading, and looks once at each photo. */
    public Recognizer as(String weightsVersion) {
        return as(ReleaseSummary.of(weightsVersion));
    }

    /** The same over a release of which more is known than its version. */
    public Recognizer as(ReleaseSummary release) {
        SequenceReader reader = new SequenceReader(Calibration.none(5), 0);
        return new Recognizer(release, this, NETWORKS, reader, new LookPlan(1, 1), new LookReader(reader));
    }

    /** Makes images into what this engine takes. */
    public static Preparer preparer(ImageLimits limits) {
        return NETWORKS.preparer(limits);
    }

    /** From now on batches wait inside the engine. */
    public void hold() {
        gate = new CountDownLatch(1);
    }

    /** Lets go what waits inside. */
    public void go() {
        gate.countDown();
    }

    /** From now on it reads another number than the one that an image shows. */
    public void misread(IntUnaryOperator reading) {
        this.reading = reading;
    }

    /** From now on the engine throws on batches like these; an Error or a RuntimeException. */
    public void failOn(Predicate<List<Integer>> batches, Supplier<? extends Throwable> fault) {
        this.fault = fault;
        this.fails = batches;
    }

    /** From now on the engine throws when it is to find numbers in batches like these. */
    public void failToLocate(Predicate<List<Integer>> batches, Supplier<? extends Throwable> fault) {
        this.fault = fault;
        this.failsToLocate = batches;
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

    /** The numbers in each batch of whole photos that came, in the order in which they came; also of those that failed. */
    public List<List<Integer>> located() {
        return List.copyOf(located);
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
            throw unchecked(fault.get());
        }
        return numbers.stream()
                .map(number -> scores(reading.applyAsInt(number)))
                .toList();
    }

    @Override
    public List<LocationMap> locate(List<Overview> batch) {
        List<Integer> numbers =
                batch.stream().map(overview -> number(overview.content())).toList();
        if (!closedBy.isEmpty()) {
            usedAfterClosing.add(numbers);
        }
        located.add(numbers);
        if (failsToLocate.test(numbers)) {
            throw unchecked(fault.get());
        }
        return numbers.stream()
                .map(number -> new LocationMap(
                        NETWORKS.locating(), new float[] {CERTAIN}, new float[] {ACROSS, DOWN, ACROSS, DOWN}))
                .toList();
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

    /** An exception to throw, if the fault is none itself: then it is thrown here. */
    public static RuntimeException unchecked(Throwable fault) {
        if (fault instanceof Error error) {
            throw error;
        }
        return (RuntimeException) fault;
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

    /** An image of one colour that comes with a region. */
    public static Prepared.Cut cut(int number) {
        return new Prepared.Cut(pixels(number), REGION);
    }

    /** A photo of one colour, 40 x 30 pixels, that comes without a region; this engine finds the number in {@link #FOUND}. */
    public static Prepared.Whole whole(int number) {
        BufferedImage photo = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 40 * 30; i++) {
            photo.setRGB(i % 40, i / 40, number);
        }
        return preparer(ImageLimits.DEFAULT).prepare(photo);
    }

    private static int number(Pixels pixels) {
        byte[] values = pixels.values();
        int plane = values.length / InputShape.CHANNELS;
        return (values[0] & 0xFF) << 16 | (values[plane] & 0xFF) << 8 | (values[2 * plane] & 0xFF);
    }

    private static Scores scores(int number) {
        String digits = Integer.toString(number);
        float[][] heads = new float[Head.of(5).size()][];
        for (int i = 0; i < heads.length; i++) {
            heads[i] = new float[Head.of(5).get(i).classes()];
        }
        heads[0][Math.min(digits.length(), Head.tooLong(5))] = 1;
        for (int i = 0; i < 5; i++) {
            heads[1 + i][i < digits.length() ? digits.charAt(i) - '0' : Head.NO_DIGIT] = 1;
        }
        return new Scores(heads);
    }
}
