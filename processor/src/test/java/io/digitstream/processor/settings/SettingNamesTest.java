package io.digitstream.processor.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingNamesTest {
    private final SettingNames names = SettingNames.all();

    @ParameterizedTest
    @CsvSource({
        "TOPICS_IMAGE, TOPICS_IMAGES",
        "BATCH_MAXSIZE, BATCH_MAX_SIZE",
        "batch_lingerms, BATCH_LINGER_MS",
        "IMAGES_MAX_BYTE, IMAGES_MAX_BYTES",
        "IMAGE_MAX_PIXEL, IMAGES_MAX_PIXELS",
        "LOOKS_PLACE, LOOKS_PLACES",
        "INFERENCE_ENGIN, INFERENCE_ENGINE",
        "WEIGHTS_PUBLICKEY, WEIGHTS_PUBLIC_KEY",
        "SHADOW_SHAR, SHADOW_SHARE",
        "SCHEMA_REGISTRY_URI, SCHEMA_REGISTRY_URL",
        "METRICS_PROT, METRICS_PORT",
        "SLOTS_PER_TASKS, SLOTS_PER_TASK",
        "UNCERTAIN_BELLOW, UNCERTAIN_BELOW",
        "KAFKA_BOOTSTRAP_SERVER, KAFKA_BOOTSTRAP_SERVERS",
        "KAFKA_PRODUCER_LINGERMS, KAFKA_PRODUCER_LINGER_MS"
    })
    void saysWhichVariableLooksLikeASettingAndIsNone(String variable, String nearest) {
        assertThat(names.unknownVariables(Map.of(variable, "9092")))
                .containsExactly(variable + ": there is no such setting, it is ignored; the nearest is " + nearest);
    }

    /** An address of a service is a link that Kubernetes sets; a bare number is not. */
    @Test
    void saysThatABarePortIsNoSetting() {
        assertThat(names.unknownVariables(Map.of("KAFKA_PORT", "9092")))
                .singleElement()
                .asString()
                .startsWith("KAFKA_PORT: there is no such setting");
    }

    @Test
    void keepsTheValueOfAnUnknownVariableToItself() {
        assertThat(names.unknownVariables(Map.of("KAFKA_SASL_JAAS_CONFIGURATION", "secret")))
                .singleElement()
                .asString()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "BATCH",
                "IMAGES",
                "TOPICS",
                "KAFKA",
                "PAGE_TOKEN",
                "BATCHES_SIZE",
                "BATCH_MAX_SIZE",
                "IMAGE_MAX_BYTES",
                "KAFKA_SASL_JAAS_CONFIG",
                "KAFKA_MAIN_CONSUMER_MAX_POLL_RECORDS"
            })
    void saysNothingOfSettingsAndOfWhatLooksLikeNone(String variable) {
        assertThat(names.unknownVariables(Map.of(variable, "1"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "KAFKA_HOME, /opt/kafka",
        "KAFKA_VERSION, 4.3.1",
        "KAFKA_OPTS, -Xmx1g",
        "KAFKA_HEAP_OPTS, -Xmx1g",
        "KAFKA_JMX_OPTS, -Xmx1g",
        "KAFKA_JVM_PERFORMANCE_OPTS, -Xmx1g",
        "KAFKA_LOG4J_OPTS, -Xmx1g",
        "KAFKA_JMX_PORT, 9999",
        "KAFKA_SERVICE_HOST, 10.0.0.1",
        "KAFKA_SERVICE_PORT, 9092",
        "KAFKA_SERVICE_PORT_CLIENTS, 9092",
        "KAFKA_PORT, tcp://10.0.0.1:9092",
        "KAFKA_PORT_9092_TCP, tcp://10.0.0.1:9092",
        "KAFKA_PORT_9092_TCP_PROTO, tcp",
        "KAFKA_PORT_9092_TCP_PORT, 9092",
        "KAFKA_PORT_9092_TCP_ADDR, 10.0.0.1",
        "KAFKA_BROKERS_SERVICE_HOST, 10.0.0.1",
        "KAFKA_BROKERS_PORT, tcp://10.0.0.1:9092",
        "METRICS_SERVICE_HOST, 10.0.0.1",
        "METRICS_PORT_9400_TCP_ADDR, 10.0.0.1",
        "SCHEMA_REGISTRY_PORT, tcp://10.0.0.1:8081",
        "SCHEMA_REGISTRY_SERVICE_PORT_HTTP, 8081",
        "WEIGHTS_PORT_53_UDP, udp://10.0.0.1:53"
    })
    void saysNothingOfWhatKafkasScriptsAndKubernetesSet(String variable, String value) {
        assertThat(names.unknownVariables(Map.of(variable, value))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "batch.size, batch.max-size",
        "image.max-byte, images.max-bytes",
        "bootstrap.servers, kafka.bootstrap.servers",
        "kafka.bootstrap.server, kafka.bootstrap.servers",
        "metrics-port, metrics.port"
    })
    void findsTheNearestSetting(String name, String nearest) {
        assertThat(names.nearest(name)).isEqualTo(nearest);
    }

    @Test
    void formerNamesAreNoSettingsOfToday() {
        for (Setting setting : Setting.ALL) {
            assertThat(names.isCurrent(setting.name())).isTrue();
            assertThat(setting.legacyNames()).noneMatch(names::isCurrent).allMatch(names::contains);
        }
    }
}
