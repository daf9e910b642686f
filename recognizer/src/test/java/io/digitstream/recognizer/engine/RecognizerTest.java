package io.digitstream.recognizer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.recognizer.location.LocationMap;
import io.digitstream.recognizer.location.LookPlan;
import io.digitstream.recognizer.location.LookReader;
import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Overview;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.Reading;
import io.digitstream.recognizer.sequence.ReadingStatus;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.recognizer.weights.FormulaWeights;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecognizerTest {
    private static final InputShape INPUT = Architecture.CURRENT.input();

    @Test
    void readsWithTheCalibrationAndTheThresholdOfItsRelease() {
        Release release = FormulaWeights.release(1);
        List<Pixels> batch = EngineImages.noise(INPUT, 3, 1);
        try (Recognizer recognizer = Recognizer.of(release);
                Engine engine = new Dl4jEngine(release)) {
            List<Scores> scores = engine.score(batch);
            List<PlacedReading> readings =
                    recognizer.read(batch.stream().map(RecognizerTest::given).toList());
            assertThat(recognizer.weightsVersion()).isEqualTo(release.version());
            assertThat(readings).hasSize(3);
            for (int i = 0; i < 3; i++) {
                assertThat(readings.get(i).reading().best())
                        .isEqualTo(release.reader().read(scores.get(i)).best());
            }
        }
    }

    @Test
    void closesItsEngine() {
        RecordingEngine engine = new RecordingEngine();
        SequenceReader reader = new SequenceReader(Calibration.NONE, 0);
        new Recognizer("test", engine, Networks.CURRENT, reader, LookPlan.DEFAULT, new LookReader(reader)).close();
        assertThat(engine.closed).isEqualTo(1);
    }

    @Test
    void readsAHouseNumberWithTheWeightsThatAreShipped() {
        try (Recognizer recognizer = Recognizer.of(ShippedWeights.load())) {
            Reading reading = recognizer
                    .read(List.of(given(EngineImages.plate(INPUT))))
                    .get(0)
                    .reading();
            assertThat(reading.status()).isEqualTo(ReadingStatus.READ);
            assertThat(reading.best().digits()).isEqualTo("207");
        }
    }

    private static Prepared given(Pixels pixels) {
        return new Prepared.Cut(pixels, EngineImages.NUMBER);
    }

    private static final class RecordingEngine implements Engine {
        private int closed;

        @Override
        public List<Scores> score(List<Pixels> batch) {
            throw new AssertionError("not asked to score");
        }

        @Override
        public List<LocationMap> locate(List<Overview> batch) {
            throw new AssertionError("not asked to locate");
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
