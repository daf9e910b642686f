package io.digitstream.trainer.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.digitstream.trainer.raster.Dice;
import java.awt.geom.Path2D;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LetteringTest {
    private static final String CHARACTERS = "0123456789.,-=" + PenStrokes.LETTERS;

    @Test
    void hasTheOutlinesOfThirtyTwoFaces() {
        assertThat(Faces.all()).hasSize(32);
        for (Map<Character, Path2D> face : Faces.all()) {
            for (char digit = '0'; digit <= '9'; digit++) {
                Printed plain = new Printed(face, 1, 0, 0, false, 0);
                double height = plain.write(digit, Dice.of(1, digit)).box().getHeight();
                assertThat(height).isCloseTo(1, within(0.1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyMannerWritesEveryCharacter(long seed) {
        for (int i = 0; i < 100; i++) {
            Dice dice = Dice.of(seed, i);
            Lettering lettering =
                    i % 3 == 0 ? PenStrokes.ofHand(dice) : i % 3 == 1 ? PenStrokes.ofBrush(dice) : Printed.any(dice);
            CHARACTERS
                    .chars()
                    .forEach(character -> assertThat(lettering
                                    .write((char) character, dice)
                                    .box()
                                    .getHeight())
                            .isBetween(0.01, 1.8));
        }
    }

    @Test
    void aHandKeepsItsHabits() {
        PenStrokes steady = new PenStrokes(42, 1, 0, 0.1, 1, 0);
        assertThat(steady.write('7', Dice.of(1, 1)).box())
                .isEqualTo(steady.write('7', Dice.of(2, 2)).box());
    }
}
