package io.digitstream.standalone.bench;

import io.digitstream.recognizer.engine.Scorer;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.sequence.SequenceReader;
import java.util.List;
import java.util.Locale;

/**
 * How far two engines agree. Immutable.
 *
 * @param crops that both have scored
 * @param sameReadings crops of which both read the same number
 * @param difference the largest of a probability, of any class of any head
 */
public record Agreement(int crops, int sameReadings, double difference) {
    private static final int BATCH = 32;

    /** Has both score all crops. */
    public static Agreement of(Scorer one, Scorer other, SequenceReader reader, List<Pixels> crops) {
        int same = 0;
        double difference = 0;
        for (int first = 0; first < crops.size(); first += BATCH) {
            List<Pixels> batch = crops.subList(first, Math.min(crops.size(), first + BATCH));
            List<Scores> ofOne = one.score(batch);
            List<Scores> ofOther = other.score(batch);
            for (int i = 0; i < batch.size(); i++) {
                difference = Math.max(difference, difference(ofOne.get(i), ofOther.get(i)));
                String reading = reader.read(ofOne.get(i)).best().digits();
                same += reading.equals(reader.read(ofOther.get(i)).best().digits()) ? 1 : 0;
            }
        }
        return new Agreement(crops.size(), same, difference);
    }

    private static double difference(Scores one, Scores other) {
        double largest = 0;
        for (int head = 0; head <= one.digits(); head++) {
            float[] ofOne = one.head(head);
            float[] ofOther = other.head(head);
            for (int i = 0; i < ofOne.length; i++) {
                largest = Math.max(largest, Math.abs(ofOne[i] - ofOther[i]));
            }
        }
        return largest;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d of %d readings are the same, the largest difference of a probability is %.1e",
                sameReadings,
                crops,
                difference);
    }
}
