package io.digitstream.standalone.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Java on this machine that is newer than the one the build needs. */
final class NewerJava {
    /** As every JDK says in its file {@code release}. */
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    private NewerJava() {}

    /** The command {@code java} of one that is at least so new: this one, one that the environment names, or one beside. */
    static Optional<Path> find(int feature) throws IOException {
        Path here = Path.of(System.getProperty("java.home"));
        List<Path> homes = new ArrayList<>(List.of(here));
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("JAVA_HOME")) {
                homes.add(Path.of(value));
            }
        });
        try (Stream<Path> beside = Files.list(here.toRealPath().getParent())) {
            beside.forEach(homes::add);
        }
        for (Path home : homes) {
            if (feature(home) >= feature) {
                return Optional.of(home.resolve("bin").resolve("java"));
            }
        }
        return Optional.empty();
    }

    private static int feature(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.isReadable(release)) {
            return 0;
        }
        Matcher version = VERSION.matcher(Files.readString(release));
        return version.find() ? Integer.parseInt(version.group(1)) : 0;
    }
}
