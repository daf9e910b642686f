package io.digitstream.standalone.torture;

import io.digitstream.recognizer.engine.Engine;
import io.digitstream.recognizer.location.LocationMap;
import io.digitstream.recognizer.pixels.Overview;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Scores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An engine that does as a file says, as long as it is there: it takes long, never comes back, or fails on more than a few
 * images. One thread.
 */
final class UnreliableEngine implements Engine {
    private static final long SLOW_SECONDS = 10;

    /** More than a single photo is looked at. */
    private static final int MOST_BEARABLE = 8;

    private final Engine engine;
    private final Path mood;

    /** What is the matter with it. */
    enum Mood {
        SLOW,
        STUCK,
        FAILING
    }

    /** @param mood a file with the name of a {@link Mood} */
    UnreliableEngine(Engine engine, Path mood) {
        this.engine = engine;
        this.mood = mood;
    }

    @Override
    public List<Scores> score(List<Pixels> batch) {
        suffer(batch.size());
        return engine.score(batch);
    }

    @Override
    public List<LocationMap> locate(List<Overview> batch) {
        suffer(batch.size());
        return engine.locate(batch);
    }

    private void suffer(int images) {
        Mood now = read();
        if (now != null) {
            switch (now) {
                case SLOW -> {
                    feel();
                    sleep(SLOW_SECONDS);
                }
                case STUCK -> sleep(TimeUnit.DAYS.toSeconds(1));
                case FAILING -> {
                    if (images > MOST_BEARABLE) {
                        feel();
                        throw new IllegalStateException("this engine is told to fail on " + images + " images");
                    }
                }
            }
        }
    }

    /** A file that is there once the engine has done what a file with its mood says. */
    static Path felt(Path mood) {
        return mood.resolveSibling("felt");
    }

    private void feel() {
        try {
            Files.writeString(felt(mood), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the file say so, at once. */
    static void tell(Path mood, Mood what) throws IOException {
        Path whole = Files.writeString(mood.resolveSibling("mood.new"), what.name());
        Files.move(whole, mood, StandardCopyOption.ATOMIC_MOVE);
    }

    private @Nullable Mood read() {
        try {
            String name = Files.readString(mood);
            return name.isEmpty() ? null : Mood.valueOf(name);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As native code does: whoever interrupts is not heard before it is over. */
    private static void sleep(long seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        boolean interrupted = false;
        while (System.nanoTime() < end) {
            try {
                TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
