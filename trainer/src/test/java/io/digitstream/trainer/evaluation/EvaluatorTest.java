package io.digitstream.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.engine.Scorer;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.network.Head;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.photos.PhotoSet;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EvaluatorTest {
    private static final InputShape SHAPE = new InputShape(8, 8);
    private static final SequenceReader READER = new SequenceReader(Calibration.none(5), 0.5);

    @Test
    void pairsEveryPhotoWithWhatIsReadOnIt() throws ImageRejectedException {
        GrayReader engine = new GrayReader();
        Evaluator evaluator = new Evaluator(grays(150), SHAPE);
        List<Scores> scores = evaluator.score(engine);
        Evaluation evaluation = evaluator.evaluate(scores, READER);
        assertThat(engine.batches).containsExactly(64, 64, 22);
        assertThat(evaluation.outcomes()).hasSize(150);
        assertThat(evaluation.accuracy()).isEqualTo(1);
        assertThat(evaluation.outcomes())
                .extracting(Outcome::label)
                .isEqualTo(evaluator.labels())
                .startsWith("0", "1", "2");
        assertThat(evaluation.outcomes().get(7).file()).isEqualTo("7.png");
    }

    @Test
    void cutsPhotosAsServingDoes() throws ImageRejectedException {
        BufferedImage photo = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 40 * 40; i++) {
            photo.setRGB(30 + i % 40, 30 + i / 40, 0x090909);
        }
        PhotoSet set = new PhotoSet(List.of(new LabeledPhoto("a", photo, new Region(40, 40, 20, 20), "9")));
        Evaluator evaluator = new Evaluator(set, SHAPE);
        assertThat(evaluator.evaluate(evaluator.score(new GrayReader()), READER).accuracy())
                .isEqualTo(1);
    }

    @Test
    void doesNotAskTheEngineWithoutPhotos() throws ImageRejectedException {
        GrayReader engine = new GrayReader();
        assertThat(new Evaluator(grays(0), SHAPE).score(engine)).isEmpty();
        assertThat(engine.batches).isEmpty();
    }

    @Test
    void refusesARegionOutsideItsPhoto() {
        PhotoSet outside = new PhotoSet(List.of(new LabeledPhoto("a", gray(0), new Region(50, 0, 9, 9), "1")));
        assertThatThrownBy(() -> new Evaluator(outside, SHAPE)).isInstanceOf(ImageRejectedException.class);
    }

    private static PhotoSet grays(int count) {
        return new PhotoSet(IntStream.range(0, count)
                .mapToObj(i -> new LabeledPhoto(i + ".png", gray(i % 10), new Region(0, 0, 12, 12), "" + i % 10))
                .toList());
    }

    private static BufferedImage gray(int level) {
        BufferedImage photo = new BufferedImage(12, 12, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 144; i++) {
            photo.setRGB(i % 12, i / 12, level * 0x010101);
        }
        return photo;
    }

    /** Reads an image's first value as its one digit. */
    private static final class GrayReader implements Scorer {
        private final List<Integer> batches = new ArrayList<>();

        @Override
        public List<Scores> score(List<Pixels> batch) {
            batches.add(batch.size());
            return batch.stream().map(GrayReader::certain).toList();
        }

        private static Scores certain(Pixels pixels) {
            float[][] heads = new float[Head.of(5).size()][];
            for (int head = 0; head < heads.length; head++) {
                heads[head] = new float[Head.of(5).get(head).classes()];
            }
            heads[0][1] = 1;
            heads[1][pixels.values()[0]] = 1;
            for (int head = 2; head < heads.length; head++) {
                heads[head][Head.NO_DIGIT] = 1;
            }
            return new Scores(heads);
        }
    }
}
