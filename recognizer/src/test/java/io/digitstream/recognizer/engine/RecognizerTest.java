package io.digitstream.recognizer.engine;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.recognizer.image.Box;
import io.digitstream.recognizer.image.ExifFiles;
import io.digitstream.recognizer.image.ImageFiles;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Orientation;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.location.Look;
import io.digitstream.recognizer.location.LookPlan;
import io.digitstream.recognizer.location.LookReader;
import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.pixels.InputShape;
import io.digitstream.recognizer.pixels.Pixels;
import io.digitstream.recognizer.pixels.Prepared;
import io.digitstream.recognizer.pixels.Preparer;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.Reading;
import io.digitstream.recognizer.sequence.ReadingStatus;
import io.digitstream.recognizer.sequence.Scores;
import io.digitstream.recognizer.sequence.SequenceReader;
import io.digitstream.recognizer.weights.FormulaWeights;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ReleaseSummary;
import io.digitstream.recognizer.weights.ShippedWeights;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RecognizerTest {
    private static final InputShape INPUT = Architecture.of(5).input();
    private static final SequenceReader BELIEVING = new SequenceReader(Calibration.none(5), 0);
    private static final Preparer PREPARER = ColourEngine.NETWORKS.preparer(ImageLimits.DEFAULT);

    /** In the overview of a photo of three to two, which has 16 columns of nothing on both sides. */
    private static final Box FIRST = new Box(30, 20, 30, 14);

    private static final Box SECOND = new Box(80, 34, 20, 12);

    /** The same in a photo of 480 x 320 pixels. */
    private static final Region FIRST_IN_PHOTO = new Region(70, 100, 150, 70);

    private static final Region SECOND_IN_PHOTO = new Region(320, 170, 100, 60);

    @Test
    void readsWithTheCalibrationAndTheThresholdOfItsRelease() {
        Release release = FormulaWeights.release(1);
        List<Pixels> batch = EngineImages.noise(INPUT, 3, 1);
        try (Recognizer recognizer = Recognizer.of(release);
                Engine engine = EngineKind.USUAL.fill(release)) {
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
    void readsWhatItFindsWithTheCalibrationAndTheThresholdForThat() throws InvalidWeightsException {
        Release release = Release.of(
                Networks.of(5),
                FormulaWeights.tensors(Networks.of(5), 1),
                BELIEVING,
                new LookReader(new SequenceReader(new Calibration(List.of(0.5, 0.7, 0.7, 0.7, 0.7, 0.7)), 0.9)),
                Map.of());
        Prepared.Whole photo = Networks.of(5).preparer(ImageLimits.DEFAULT).prepare(ImageFiles.scene(300, 200, 1));
        try (Recognizer recognizer = Recognizer.of(release);
                Engine engine = EngineKind.USUAL.fill(release)) {
            List<Look> looks = new PhotoSearch(Networks.of(5), recognizer.plan())
                    .look(List.of(photo), engine)
                    .get(0);
            List<Scores> scores = engine.score(looks.stream().map(Look::pixels).toList());
            Reading expected = release.lookReader().decide(looks, scores).reading();
            Reading reading = recognizer.read(List.of(photo)).get(0).reading();
            assertThat(reading.status()).isEqualTo(expected.status());
            assertThat(reading.best().digits()).isEqualTo(expected.best().digits());
            assertThat(reading.best().probability()).isCloseTo(expected.best().probability(), within(1e-5));
        }
    }

    @Test
    void closesItsEngine() {
        ColourEngine engine = new ColourEngine(1, 0.8);
        over(engine, new LookPlan(1, 1)).close();
        assertThat(engine.closed()).isEqualTo(1);
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

    @ParameterizedTest
    @CsvSource({"1, 1, 5", "1, 3, 11", "2, 1, 8", "2, 5, 32"})
    void readsImagesWithAndWithoutARegionTogetherInTheirOrder(int places, int sizes, int crops) {
        ColourEngine engine = new ColourEngine(0.9f, 0.95).see(FIRST, 0.8).see(SECOND, 0.6);
        List<PlacedReading> readings = over(engine, new LookPlan(places, sizes))
                .read(List.of(
                        given(1),
                        photo(2, FIRST_IN_PHOTO),
                        photo(3, FIRST_IN_PHOTO),
                        given(4),
                        photo(5, FIRST_IN_PHOTO)));
        assertThat(digits(readings)).containsExactly("1", "2", "3", "4", "5");
        assertThat(readings).extracting(PlacedReading::located).containsExactly(false, true, true, false, true);
        assertThat(engine.located()).as("batches of photos, then of places").containsExactly(3, 3 * places);
        assertThat(engine.scored()).as("batches of crops").containsExactly(crops);
    }

    @Test
    void locatesNothingWhereAllImagesComeWithARegion() {
        ColourEngine engine = new ColourEngine(0.9f, 0.8);
        assertThat(digits(over(engine, LookPlan.DEFAULT).read(List.of(given(1), given(2)))))
                .containsExactly("1", "2");
        assertThat(engine.located()).isEmpty();
    }

    /** As after a swap to a release whose network has another input. */
    @Test
    void readsWhatWasCutForANetworkOfAnotherShape() {
        Pixels wider = colour(7).stretchedTo(new InputShape(16, 28));
        assertThat(digits(over(new ColourEngine(0.9f, 0.8), LookPlan.DEFAULT).read(List.of(given(wider), given(3)))))
                .containsExactly("7", "3");
    }

    @Test
    void givesBackTheRegionThatAnImageCameWithWhateverItReads() {
        Region region = new Region(-5, 6, 70, 80_000);
        List<PlacedReading> readings = over(new ColourEngine(0.9f, 0.8), LookPlan.DEFAULT)
                .read(List.of(new Prepared.Cut(colour(42), region), new Prepared.Cut(colour(0), region)));
        assertThat(readings).extracting(PlacedReading::region).containsOnly(region);
        assertThat(readings).extracting(PlacedReading::located).containsOnly(false);
        assertThat(readings.get(1).reading().status()).isEqualTo(ReadingStatus.NO_NUMBER);
    }

    /** The photo has two pixels, each way, to one of its frame. */
    @ParameterizedTest
    @EnumSource
    void saysWhereItFoundANumberInPixelsOfTheStoredPhoto(Orientation orientation) throws ImageRejectedException {
        Region plate = new Region(140, 200, 300, 140);
        BufferedImage stored = ExifFiles.asStored(painted(960, 640, 42, plate), orientation);
        Prepared photo = PREPARER.prepare(ExifFiles.png(stored, ExifFiles.block(BIG_ENDIAN, orientation)), null);
        PlacedReading reading = over(new ColourEngine(0.9f, 0.8).see(FIRST, 0.8), new LookPlan(1, 3))
                .read(List.of(photo))
                .get(0);
        assertThat(reading.reading().best().digits()).isEqualTo("42");
        assertThat(reading.reading().best().probability()).isCloseTo(0.8 * 0.9, within(1e-5));
        requireClose(reading.region(), orientation.toStored(plate, stored.getWidth(), stored.getHeight()), 2);
        assertThat(reading.located()).isTrue();
    }

    @Test
    void readsTheNumberAtALessLikelyPlaceWhereTheLikeliestShowsNone() {
        ColourEngine engine = new ColourEngine(0.9f, 0.8).see(FIRST, 0.95).see(SECOND, 0.6);
        PlacedReading reading = over(engine, new LookPlan(2, 1))
                .read(List.of(photo(42, SECOND_IN_PHOTO)))
                .get(0);
        assertThat(reading.reading().best().digits()).isEqualTo("42");
        assertThat(reading.reading().best().probability()).isCloseTo(0.8 * 0.9, within(1e-5));
        requireClose(reading.region(), SECOND_IN_PHOTO, 1);
    }

    @Test
    void saysOfAPhotoWithoutANumberNoPlace() {
        ColourEngine engine = new ColourEngine(0.9f, 0.8).see(FIRST, 0.95).see(SECOND, 0.6);
        PlacedReading nothing = over(engine, LookPlan.DEFAULT)
                .read(List.of(photo(0, FIRST_IN_PHOTO)))
                .get(0);
        assertThat(nothing.reading().status()).isEqualTo(ReadingStatus.NO_NUMBER);
        assertThat(nothing.region()).isNull();
        assertThat(nothing.located()).isFalse();
        PlacedReading unlikely = over(new ColourEngine(0.9f, 0.2).see(FIRST, 0.7), LookPlan.DEFAULT)
                .read(List.of(photo(42, FIRST_IN_PHOTO)))
                .get(0);
        assertThat(unlikely.reading().status()).isEqualTo(ReadingStatus.NO_NUMBER);
        assertThat(unlikely.reading().alternatives().get(0).digits()).isEqualTo("42");
        assertThat(unlikely.region()).isNull();
    }

    @Test
    void saysWhereANumberIsThatItIsUncertainOf() {
        PlacedReading reading = over(new ColourEngine(0.9f, 0.8).see(FIRST, 0.8), LookPlan.DEFAULT)
                .withThreshold(0.99)
                .read(List.of(photo(42, FIRST_IN_PHOTO)))
                .get(0);
        assertThat(reading.reading().status()).isEqualTo(ReadingStatus.UNCERTAIN);
        requireClose(reading.region(), FIRST_IN_PHOTO, 1);
        assertThat(reading.located()).isTrue();
    }

    /** 30 photos of six looks each and 5 images make 185 crops. */
    @Test
    void scoresManyCropsInPartsWithTheSameResult() {
        List<Prepared> batch = new ArrayList<>();
        for (int number = 1; number <= 35; number++) {
            batch.add(number % 7 == 0 ? given(number) : photo(number, FIRST_IN_PHOTO));
        }
        ColourEngine engine = new ColourEngine(0.9f, 0.95).see(FIRST, 0.8).see(SECOND, 0.6);
        Recognizer recognizer = over(engine, new LookPlan(2, 3));
        List<PlacedReading> readings = recognizer.read(batch);
        assertThat(engine.scored()).containsExactly(128, 57);
        assertThat(engine.located()).containsExactly(30, 60);
        for (int i = 0; i < batch.size(); i++) {
            PlacedReading alone = recognizer.read(List.of(batch.get(i))).get(0);
            assertThat(readings.get(i).reading().best())
                    .isEqualTo(alone.reading().best());
            assertThat(readings.get(i).reading().best().digits()).isEqualTo(Integer.toString(i + 1));
            assertThat(readings.get(i).region()).isEqualTo(alone.region());
            assertThat(readings.get(i).located()).isEqualTo(alone.located());
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5, READ, READ", "0.8, READ, UNCERTAIN", "0.95, UNCERTAIN, UNCERTAIN"})
    void appliesAnotherThresholdToGivenAndToFoundNumbers(double threshold, ReadingStatus given, ReadingStatus found) {
        Recognizer recognizer = over(new ColourEngine(0.9f, 0.8).see(FIRST, 0.8), LookPlan.DEFAULT)
                .withThreshold(threshold);
        List<PlacedReading> readings = recognizer.read(List.of(given(7), photo(8, FIRST_IN_PHOTO)));
        assertThat(readings.get(0).reading().status()).isEqualTo(given);
        assertThat(readings.get(1).reading().status()).isEqualTo(found);
    }

    @Test
    void keepsTheCalibrationsAndThePlanWithAnotherThreshold() {
        SequenceReader reader = new SequenceReader(new Calibration(List.of(2.0, 1.0, 1.0, 1.0, 1.0, 1.0)), 0.1);
        SequenceReader found = new SequenceReader(new Calibration(List.of(3.0, 1.0, 1.0, 1.0, 1.0, 1.0)), 0.2);
        ColourEngine engine = new ColourEngine(1, 0.8);
        Recognizer recognizer = new Recognizer(
                ReleaseSummary.of("test"),
                engine,
                ColourEngine.NETWORKS,
                reader,
                new LookPlan(1, 2),
                new LookReader(found));
        assertThat(recognizer.withThreshold(0.7))
                .isEqualTo(new Recognizer(
                        ReleaseSummary.of("test"),
                        engine,
                        ColourEngine.NETWORKS,
                        new SequenceReader(reader.calibration(), 0.7),
                        new LookPlan(1, 2),
                        new LookReader(new SequenceReader(found.calibration(), 0.7))));
    }

    @Test
    void looksAsOftenAsAnotherPlanSays() {
        ColourEngine engine = new ColourEngine(0.9f, 0.95).see(FIRST, 0.8).see(SECOND, 0.6);
        Recognizer recognizer = over(engine, new LookPlan(1, 1));
        var unused = recognizer.read(List.of(photo(42, FIRST_IN_PHOTO)));
        var unusedToo = recognizer.withPlan(new LookPlan(2, 5)).read(List.of(photo(42, FIRST_IN_PHOTO)));
        assertThat(engine.scored()).containsExactly(1, 10);
    }

    /** A pixel from near is three of the frame's at most. */
    private static void requireClose(@Nullable Region region, Region expected, int reduction) {
        Region found = requireNonNull(region);
        int close = 3 * reduction;
        assertThat(found.left()).isCloseTo(expected.left(), within(close));
        assertThat(found.top()).isCloseTo(expected.top(), within(close));
        assertThat(found.left() + found.width()).isCloseTo(expected.left() + expected.width(), within(close));
        assertThat(found.top() + found.height()).isCloseTo(expected.top() + expected.height(), within(close));
    }

    private static Recognizer over(ColourEngine engine, LookPlan plan) {
        return new Recognizer(
                ReleaseSummary.of("test"), engine, ColourEngine.NETWORKS, BELIEVING, plan, new LookReader(BELIEVING));
    }

    private static Prepared given(Pixels pixels) {
        return new Prepared.Cut(pixels, EngineImages.NUMBER);
    }

    private static Prepared given(int number) {
        return given(colour(number));
    }

    private static Pixels colour(int number) {
        return EngineImages.colour(ColourEngine.NETWORKS.reading().input(), number);
    }

    /** 480 x 320 pixels, black but for a plate in the colour that the number is. */
    private static Prepared photo(int number, Region plate) {
        return PREPARER.prepare(painted(480, 320, number, plate));
    }

    private static BufferedImage painted(int width, int height, int number, Region plate) {
        BufferedImage photo = ImageFiles.plain(width, height, 0);
        for (int i = 0; i < plate.width() * plate.height(); i++) {
            photo.setRGB(plate.left() + i % plate.width(), plate.top() + i / plate.width(), number);
        }
        return photo;
    }

    private static List<String> digits(List<PlacedReading> readings) {
        return readings.stream()
                .map(reading -> reading.reading().best().digits())
                .toList();
    }
}
