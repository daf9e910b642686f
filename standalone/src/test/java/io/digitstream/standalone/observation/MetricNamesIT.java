package io.digitstream.standalone.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetricNamesIT {
    @Test
    void dump(@TempDir Path folder) throws Exception {
        try (ObservedProcessor processor = ObservedProcessor.start(folder, List.of())) {
            processor.awaitReady();
            Files.writeString(Path.of("/tmp/m2-scrape.txt"), processor.scrape());
            assertThat(processor.scrape()).isNotEmpty();
        }
    }
}
