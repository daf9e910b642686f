package io.digitstream.recognizer.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.recognizer.image.Region;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GoldenImageTest {
    private static final GoldenImage GIVEN =
            new GoldenImage(new byte[] {1, 2, 3, -1}, new Region(1, 20, 300, 4000), "0042");
    private static final GoldenImage FOUND = new GoldenImage(new byte[] {5}, null, "");

    @Test
    void travelsInARelease() throws InvalidWeightsException {
        Release release = FormulaWeights.release(1).withGolden(List.of(GIVEN, FOUND));
        Release read = Release.read(release.write());

        assertThat(read.golden()).isEqualTo(release.golden()).containsExactly(GIVEN, FOUND);
        assertThat(read.version()).isEqualTo(FormulaWeights.release(1).version());
        assertThat(GoldenImage.parse(GIVEN.toString()).file()).isEqualTo(GIVEN.file());
        assertThat(GoldenImage.parse(GIVEN.toString()).region()).isEqualTo(new Region(1, 20, 300, 4000));
    }

    @Test
    void keepsItsPlaceAmongMany() throws InvalidWeightsException {
        List<GoldenImage> many = IntStream.range(0, 120)
                .mapToObj(i -> new GoldenImage(new byte[] {(byte) i}, null, Integer.toString(i)))
                .toList();

        assertThat(Release.read(FormulaWeights.release(1).withGolden(many).write())
                        .golden())
                .isEqualTo(many);
    }

    @Test
    void othersTakeTheirPlace() {
        Release release = FormulaWeights.release(1).withGolden(List.of(GIVEN, FOUND, GIVEN));

        assertThat(release.withGolden(List.of(FOUND)).golden()).containsExactly(FOUND);
        assertThat(release.withGolden(List.of(FOUND)).metadata())
                .hasSize(FormulaWeights.release(1).metadata().size() + 1);
    }

    @Test
    void aReleaseNeedsNone() {
        assertThat(FormulaWeights.release(1).golden()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12",
                "12 -",
                "12  AAAA",
                "x - AAAA",
                "12 1,2,3 AAAA",
                "12 1,2,0,4 AAAA",
                "12 - A",
                "12 - !",
                "12 99999999999,1,1,1 AAAA"
            })
    void refusesWhatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> GoldenImage.parse(text));
    }

    @Test
    void aReleaseWithADamagedOneIsRefused() throws InvalidWeightsException {
        Safetensors file = Safetensors.read(FormulaWeights.release(1).write());
        byte[] changed = new Safetensors(withEntry(file.metadata()), file.tensors()).write();

        assertThatThrownBy(() -> Release.read(changed))
                .isInstanceOf(InvalidWeightsException.class)
                .hasMessage("the release's golden.000: expected a number, a region and a file");
    }

    private static Map<String, String> withEntry(Map<String, String> metadata) {
        Map<String, String> changed = new HashMap<>(metadata);
        changed.put("golden.000", "nothing");
        return changed;
    }
}
