package io.digitstream.application.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistryAddressTest {
    @Test
    void hasNoSlashAtItsEnd() {
        assertThat(RegistryAddress.of(" http://registry:8080/apis/ccompat/v7/ "))
                .hasToString("http://registry:8080/apis/ccompat/v7");
    }

    @Test
    void showsNoPassword() {
        RegistryAddress address = RegistryAddress.of("https://ann:secret@registry/");

        assertThat(address).hasToString("https://registry");
        assertThat(address.credentials()).hasValue("ann:secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "registry:8081", "ftp://registry", "http://", "http://ann:secret@reg istry", "http://r/?a=b"
            })
    void isAnHttpUrl(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegistryAddress.of(url))
                .withMessageStartingWith("expected the URL of a schema registry, such as http://registry:8081")
                .withMessageNotContaining("secret");
    }
}
