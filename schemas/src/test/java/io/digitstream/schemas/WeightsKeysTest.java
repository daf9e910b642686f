package io.digitstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsKeysTest {

    @Test
    void writesKeysAsDocumented() {
        assertThat(WeightsKeys.release("2026-03-01.1")).isEqualTo("release/2026-03-01.1");
        assertThat(WeightsKeys.chunk("2026-03-01.1", 7)).isEqualTo("chunk/2026-03-01.1/00007");
        assertThat(WeightsKeys.chunk("v", 99_999)).isEqualTo("chunk/v/99999");
        assertThat(WeightsKeys.current()).isEqualTo("current");
    }

    @Test
    void readsWhatItWrites() {
        assertThat(WeightsKeys.parse(WeightsKeys.release("v_1"))).isEqualTo(new WeightsKey.Release("v_1"));
        assertThat(WeightsKeys.parse(WeightsKeys.chunk("v_1", 10))).isEqualTo(new WeightsKey.Chunk("v_1", 10));
        assertThat(WeightsKeys.parse(WeightsKeys.current())).isEqualTo(new WeightsKey.Current());
    }

    @Test
    void writesTheSameKeysInEveryLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(WeightsKeys.chunk("v", 12)).isEqualTo("chunk/v/00012");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "currently",
                "release",
                "release/",
                "release/a/b",
                "release/a b",
                "chunk/v",
                "chunk/v/1",
                "chunk/v/000001",
                "chunk/v/-0001",
                "chunk/v/٠٠٠٠١",
                "chunk//00001",
                "RELEASE/v"
            })
    void rejectsEveryOtherKey(@Nullable String key) {
        assertThatThrownBy(() -> WeightsKeys.parse(key))
                .isInstanceOf(WireFormatException.class)
                .hasMessageStartingWith("expected a key release/<version>")
                .hasMessageContaining(key == null ? "got no key" : "got \"" + key + "\"");
    }

    @Test
    void makesNoKeyThatCouldNotBeReadBack() {
        assertThatThrownBy(() -> WeightsKeys.release("a/b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WeightsKeys.release("v".repeat(101))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WeightsKeys.chunk("", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WeightsKeys.chunk("v", -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WeightsKeys.chunk("v", 100_000)).isInstanceOf(IllegalArgumentException.class);
    }
}
