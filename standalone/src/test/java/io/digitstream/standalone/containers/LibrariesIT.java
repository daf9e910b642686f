package io.digitstream.standalone.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The image holds the libraries of standalone, which all applications share. */
final class LibrariesIT {
    private static final Path ROOT = Path.of("..");
    private static final Path SHARED = ROOT.resolve("standalone/target");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "processor/target/processor.jar",
                "trainer/target/trainer.jar",
                "standalone/target/standalone.jar"
            })
    void findsEveryLibraryOfAnApplicationAmongThoseOfStandalone(String application) throws IOException {
        try (JarFile jar = new JarFile(ROOT.resolve(application).toFile())) {
            String path = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            assertThat(List.of(path.split(" ")))
                    .isNotEmpty()
                    .allSatisfy(library -> assertThat(SHARED.resolve(library)).exists());
        }
    }
}
