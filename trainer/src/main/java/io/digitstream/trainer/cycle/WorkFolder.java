package io.digitstream.trainer.cycle;

import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a trainer keeps a cycle that is not over: its plan, its checkpoint, its challenger. Losing it costs the time of one
 * training and nothing else. Locked against a second trainer as long as it is open. One thread.
 */
public final class WorkFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkFolder.class);

    private final Path folder;
    private final FileChannel lock;

    private WorkFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** @throws IOException if the folder cannot be made, or another trainer works in it */
    public static WorkFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel lock =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            LOG.debug("Locked by this very process");
        } finally {
            if (!locked) {
                lock.close();
            }
        }
        if (!locked) {
            throw new IOException("another trainer works in the folder " + folder);
        }
        return new WorkFolder(folder, lock);
    }

    /** The plan of a cycle that is not over. */
    Optional<CyclePlan> plan() throws IOException {
        if (!Files.exists(planFile())) {
            return Optional.empty();
        }
        Properties saved = new Properties();
        try (Reader reader = Files.newBufferedReader(planFile())) {
            saved.load(reader);
            return Optional.of(new CyclePlan(
                    saved.getProperty("champion", ""),
                    offsets(saved.getProperty("from", "")),
                    offsets(saved.getProperty("until", ""))));
        } catch (IllegalArgumentException e) {
            LOG.warn("The plan in {} is damaged; it is let go", planFile(), e);
            return Optional.empty();
        }
    }

    private static Map<Integer, Long> offsets(String text) {
        return text.isEmpty()
                ? Map.of()
                : Arrays.stream(text.split(","))
                        .map(entry -> entry.split(":"))
                        .collect(Collectors.toMap(entry -> Integer.valueOf(entry[0]), entry -> Long.valueOf(entry[1])));
    }

    private static String text(Map<Integer, Long> offsets) {
        return new TreeMap<>(offsets)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                        .collect(Collectors.joining(","));
    }

    /** Begins a cycle; what is left of another is let go. */
    void begin(CyclePlan plan) throws IOException {
        clear();
        Properties saved = new Properties();
        saved.setProperty("champion", plan.champion());
        saved.setProperty("from", text(plan.from()));
        saved.setProperty("until", text(plan.until()));
        StringWriter text = new StringWriter();
        saved.store(text, "A cycle that is not over");
        replace(planFile(), text.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    /** Of the training. */
    Path checkpoint() {
        return folder.resolve("training.checkpoint");
    }

    /** The release that the cycle trained, if it came that far. */
    Optional<Release> challenger() throws IOException {
        if (!Files.exists(challengerFile())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Release.read(Files.readAllBytes(challengerFile())));
        } catch (InvalidWeightsException e) {
            LOG.warn("The challenger in {} is damaged; it is let go", challengerFile(), e);
            return Optional.empty();
        }
    }

    void keep(Release challenger) throws IOException {
        replace(challengerFile(), challenger.write());
    }

    /** In one move, so that a kill leaves the old file or the new one. */
    private static void replace(Path file, byte[] content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.write(unfinished, content);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The cycle is over. */
    void clear() throws IOException {
        // The plan last: without it nothing else counts.
        Files.deleteIfExists(challengerFile());
        Files.deleteIfExists(checkpoint());
        Files.deleteIfExists(planFile());
    }

    private Path planFile() {
        return folder.resolve("plan.properties");
    }

    private Path challengerFile() {
        return folder.resolve("challenger.safetensors");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
