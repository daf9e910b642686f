package io.digitstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {

    @Test
    void defaultsArePinned() {
        assertThat(Topics.defaults())
                .isEqualTo(new Topics(
                        "images", "recognitions", "rejected-images", "labeled-images", "weights", "training-reports"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a b", "a/b", "ä", "a\n"})
    void refusesNamesThatKafkaRefuses(String name) {
        assertThatThrownBy(() -> images(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the topic of the images: expected 1 to 249 letters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", "-", "_", "Team_1.images-v2"})
    void takesNamesThatKafkaTakes(String name) {
        assertThatCode(() -> images(name)).doesNotThrowAnyException();
    }

    @Test
    void knowsHowLongANameMayBe() {
        assertThatCode(() -> images("a".repeat(249))).doesNotThrowAnyException();
        assertThatThrownBy(() -> images("a".repeat(250))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTwoTopicsOfOneNameEvenIfOnlyKafkasMetricsConfuseThem() {
        assertThatThrownBy(() -> images("recognitions")).hasMessageContaining("which is taken by the images");
        assertThatThrownBy(() -> new Topics("a.b", "a_b", "c", "d", "e", "f"))
                .hasMessage("the topic of the recognitions: expected a name of its own, got \"a_b\","
                        + " which is taken by the images");
    }

    @Test
    void listsEverythingThatIsWrongAtOnce() {
        assertThatThrownBy(() -> new Topics("a b", "c", "c", "", "e", "f"))
                .hasMessageContaining("topic of the images")
                .hasMessageContaining("topic of the rejected images")
                .hasMessageContaining("topic of the labeled images");
    }

    private static Topics images(String name) {
        return new Topics(name, "recognitions", "rejected-images", "labeled-images", "weights", "training-reports");
    }
}
