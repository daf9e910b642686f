package io.digitstream.trainer.recombined;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.image.Region;
import io.digitstream.synthetic.LengthShares;
import io.digitstream.trainer.photos.DigitBox;
import io.digitstream.trainer.photos.LabeledPhoto;
import io.digitstream.trainer.photos.PhotoSource;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Toy digits: a post with a flag on it, the higher the digit the lower the flag, so that what is seen can be read back. */
final class RecombinedNumbersTest {
    private static final int DIGIT_WIDTH = 12;
    private static final int DIGIT_HEIGHT = 40;
    private static final Color PAPER = new Color(230, 220, 200);
    private static final Color INK = new Color(30, 20, 60);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void makesNumbersOfEveryLength(int length) {
        RecombinedNumbers numbers = new RecombinedNumbers(plates(), only(length), 1);
        for (long i = 0; i < 30; i++) {
            assertThat(numbers.number(i).label()).hasSize(length);
        }
    }

    @Test
    void showsWhatItsLabelSays() {
        RecombinedNumbers numbers = new RecombinedNumbers(plates(), LengthShares.usual(), 2);
        for (long i = 0; i < 200; i++) {
            LabeledPhoto number = numbers.number(i);
            assertThat(read(number)).as("number %d", i).isEqualTo(number.label());
        }
    }

    @Test
    void usesAllDigitsAndNotOnlyThoseOfThePlate() {
        RecombinedNumbers numbers = new RecombinedNumbers(plates(), only(3), 3);
        Set<Integer> digits = LongStream.range(0, 100)
                .mapToObj(i -> numbers.number(i).label())
                .flatMapToInt(String::chars)
                .mapToObj(digit -> digit - '0')
                .collect(Collectors.toSet());
        assertThat(digits).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void writesInThePlatesOwnColours() {
        List<LabeledPhoto> negative = List.of(plate("45", /* paper= */ INK, /* ink= */ PAPER));
        List<LabeledPhoto> both = new ArrayList<>(negative);
        both.addAll(plates());
        RecombinedNumbers numbers = new RecombinedNumbers(both, only(2), 4);
        for (long i = 0; i < 60; i++) {
            BufferedImage photo = numbers.number(i).image();
            for (int y = 0; y < photo.getHeight(); y++) {
                for (int x = 0; x < photo.getWidth(); x++) {
                    int red = (photo.getRGB(x, y) >> 16) & 0xFF;
                    assertThat(red).isBetween(INK.getRed() - 10, PAPER.getRed() + 10);
                }
            }
        }
    }

    @Test
    void givesTheSamePixelsForTheSameIndexOnAnyThread() {
        RecombinedNumbers numbers = new RecombinedNumbers(plates(), LengthShares.usual(), 5);
        RecombinedNumbers others = new RecombinedNumbers(plates(), LengthShares.usual(), 5);
        List<Integer> inOrder =
                IntStream.range(0, 50).mapToObj(i -> hash(numbers.number(i))).toList();
        assertThat(IntStream.range(0, 50)
                        .parallel()
                        .mapToObj(i -> hash(others.number(i)))
                        .toList())
                .isEqualTo(inOrder);
        assertThat(hash(new RecombinedNumbers(plates(), LengthShares.usual(), 6).number(0)))
                .isNotEqualTo(inOrder.get(0));
    }

    /** Stacked digits, digits of very different heights, boxes outside the photo, boxes that do not match the label. */
    @Test
    void leavesOutPhotosThatCannotBeCutBetweenTheDigits() {
        BufferedImage photo = plate("12", PAPER, INK).image();
        DigitBox one = new DigitBox(1, new Region(20, 20, 12, 40));
        RecombinedNumbers numbers = new RecombinedNumbers(
                List.of(
                        odd(photo, "12", List.of(one, new DigitBox(2, new Region(20, 64, 12, 40)))),
                        odd(photo, "12", List.of(one, new DigitBox(2, new Region(40, 50, 12, 12)))),
                        odd(photo, "12", List.of(one, new DigitBox(2, new Region(4000, 20, 12, 40)))),
                        odd(photo, "12", List.of(one)),
                        odd(photo, "1", List.of(new DigitBox(1, new Region(20, 20, 1, 1)))),
                        odd(photo, "12", List.of())),
                LengthShares.usual(),
                7);
        assertThat(numbers.plates()).isZero();
        assertThatThrownBy(() -> numbers.number(0)).hasMessageContaining("no photo has the places of its digits");
    }

    /** Annotators' boxes reach outside, and a number can fill its photo. */
    @Test
    void cutsPlatesAtThePhotosEdges() {
        BufferedImage photo = plate("12", PAPER, INK).image().getSubimage(20, 20, 40, 40);
        BufferedImage tight = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        tight.getGraphics().drawImage(photo, 0, 0, null);
        LabeledPhoto full = odd(
                tight,
                "12",
                List.of(new DigitBox(1, new Region(-3, -4, 18, 60)), new DigitBox(2, new Region(18, 0, 30, 44))));
        RecombinedNumbers numbers = new RecombinedNumbers(List.of(full), LengthShares.usual(), 8);
        assertThat(numbers.plates()).isOne();
        for (long i = 0; i < 100; i++) {
            LabeledPhoto number = numbers.number(i);
            Region region = number.region();
            assertThat(region.left()).isNotNegative();
            assertThat(region.left() + region.width())
                    .isLessThanOrEqualTo(number.image().getWidth());
        }
    }

    private static LabeledPhoto odd(BufferedImage photo, String label, List<DigitBox> digits) {
        return new LabeledPhoto("odd", photo, new Region(0, 0, 10, 10), label, digits, false, PhotoSource.NONE);
    }

    private static LengthShares only(int length) {
        return new LengthShares(
                IntStream.range(0, 8).mapToObj(i -> i == length ? 1.0 : 0.0).toList());
    }

    private static List<LabeledPhoto> plates() {
        return List.of(plate("0123", PAPER, INK), plate("456", PAPER, INK), plate("789", PAPER, INK));
    }

    private static LabeledPhoto plate(String label, Color paper, Color ink) {
        BufferedImage photo = new BufferedImage(40 + 20 * label.length(), 100, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = photo.createGraphics();
        graphics.setColor(paper);
        graphics.fillRect(0, 0, photo.getWidth(), photo.getHeight());
        graphics.setColor(ink);
        List<DigitBox> digits = new ArrayList<>();
        for (int i = 0; i < label.length(); i++) {
            int digit = label.charAt(i) - '0';
            int left = 24 + 20 * i;
            graphics.fillRect(left, 20, 3, DIGIT_HEIGHT);
            graphics.fillRect(left + 3, 20 + digit * DIGIT_HEIGHT / 10, DIGIT_WIDTH - 3, DIGIT_HEIGHT / 10);
            digits.add(new DigitBox(digit, new Region(left, 20, DIGIT_WIDTH, DIGIT_HEIGHT)));
        }
        graphics.dispose();
        Region region = new Region(24, 20, 20 * label.length() - 8, DIGIT_HEIGHT);
        return new LabeledPhoto(label, photo, region, label, digits, false, PhotoSource.NONE);
    }

    /** Digit by digit, parted by columns without ink. */
    private static String read(LabeledPhoto number) {
        BufferedImage photo = number.image();
        StringBuilder digits = new StringBuilder();
        int from = -1;
        for (int x = 0; x < photo.getWidth(); x++) {
            boolean ink = rows(photo, x).length > 0;
            if (ink && from < 0) {
                from = x;
            } else if (!ink && from >= 0) {
                digits.append(digit(photo, from, x));
                from = -1;
            }
        }
        return digits.toString();
    }

    private static int digit(BufferedImage photo, int from, int to) {
        IntSummaryStatistics post = IntStream.range(from, to)
                .flatMap(x -> Arrays.stream(rows(photo, x)))
                .summaryStatistics();
        double tall = post.getMax() - post.getMin() + 1;
        double flag = IntStream.range(from + (to - from) / 2, to)
                .flatMap(x -> Arrays.stream(rows(photo, x)))
                .average()
                .orElseThrow();
        return (int) ((flag + 0.5 - post.getMin()) / tall * 10);
    }

    /** Of the ink in a column. */
    private static int[] rows(BufferedImage photo, int x) {
        return IntStream.range(0, photo.getHeight())
                .filter(y -> ((photo.getRGB(x, y) >> 16) & 0xFF) < 130)
                .toArray();
    }

    private static int hash(LabeledPhoto number) {
        BufferedImage photo = number.image();
        int[] pixels = photo.getRGB(0, 0, photo.getWidth(), photo.getHeight(), null, 0, photo.getWidth());
        return 31 * Arrays.hashCode(pixels) + number.label().hashCode();
    }
}
