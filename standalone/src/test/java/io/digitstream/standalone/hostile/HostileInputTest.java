package io.digitstream.standalone.hostile;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Tries again what Jazzer once came upon, each in a moment: the folders beside this class's resources, one for each target. */
final class HostileInputTest {
    @TestFactory
    Stream<DynamicTest> isReadOrRefused() {
        return Stream.of(Target.values())
                .map(target -> DynamicTest.dynamicTest(target.toString(), () -> {
                    for (Path input : inputs(target)) {
                        tryOut(target, input);
                    }
                }));
    }

    private static List<Path> inputs(Target target) throws Exception {
        URI folder = Objects.requireNonNull(
                        HostileInputTest.class.getResource(target.name().toLowerCase(Locale.ROOT)))
                .toURI();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.toList();
        }
    }

    private static void tryOut(Target target, Path input) throws IOException {
        try {
            target.tryWith(ByteBuffer.wrap(Files.readAllBytes(input)));
        } catch (Exception e) {
            throw new AssertionError(input + " is neither read nor refused", e);
        }
    }
}
