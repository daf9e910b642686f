package io.digitstream.processor.settings;

import io.digitstream.application.registry.RegistryAddress;
import io.digitstream.processor.batch.BatchPolicy;
import io.digitstream.processor.batch.ShadowPolicy;
import io.digitstream.recognizer.engine.Device;
import io.digitstream.recognizer.engine.EngineChoice;
import io.digitstream.recognizer.engine.EngineKind;
import io.digitstream.recognizer.engine.Precision;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.location.LookPlan;
import io.digitstream.recognizer.network.Architecture;
import io.digitstream.schemas.ReleaseSignature;
import io.digitstream.schemas.Topics;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads settings from the environment and a file, the environment before the file, and collects every problem before it
 * gives up. One thread, one use.
 */
public final class SettingsReader {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsReader.class);

    private final SmallRyeConfig config;
    private final Set<String> written;
    private final Map<String, String> environment;
    private final SettingNames names = SettingNames.all();
    private final Map<Setting, String> values = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private SettingsReader(SmallRyeConfig config, Set<String> written, Map<String, String> environment) {
        this.config = config;
        this.written = written;
        this.environment = environment;
    }

    /**
     * Settings of a process.
     *
     * @param file in Java's properties format, or none
     * @throws IOException if the file cannot be read
     */
    public static SettingsReader of(Map<String, String> environment, @Nullable Path file) throws IOException {
        Properties properties = new Properties();
        if (file != null) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (CharacterCodingException | IllegalArgumentException e) {
                throw new IOException("%s is not a properties file in UTF-8: %s".formatted(file, e.getMessage()), e);
            }
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, 300), new PropertiesConfigSource(values, "file", 200))
                .build();
        return new SettingsReader(config, values.keySet(), environment);
    }

    /** Settings by their names, without environment and file. */
    static SettingsReader over(Map<String, String> values) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "values", 200))
                .build();
        return new SettingsReader(config, values.keySet(), Map.of());
    }

    /**
     * Reads all settings. What does no harm, such as the former name of a setting, is a warning in the log.
     *
     * @throws InvalidSettingsException that lists all problems
     */
    public ProcessorSettings read() throws InvalidSettingsException {
        rejectUnknownNames();
        names.unknownVariables(environment).forEach(LOG::warn);
        Setting.ALL.forEach(setting -> values.put(setting, value(setting)));
        Map<String, String> kafka = kafka();
        Map<String, String> changelog = changelog();
        Topics topics = topics();
        int batchSize = (int) whole(Setting.BATCH_SIZE, 1, 4096);
        long linger = whole(Setting.LINGER, 0, 60_000);
        long target = whole(Setting.TARGET, 1, 60_000);
        int slots = (int) whole(Setting.SLOTS, 1, 4096);
        int maxBytes = (int) whole(Setting.MAX_BYTES, 1, 512L << 20);
        long maxPixels = whole(Setting.MAX_PIXELS, 1, 1L << 31);
        int places = (int) whole(Setting.PLACES, 1, 10);
        int sizes = (int) whole(Setting.SIZES, 1, LookPlan.MOST_SIZES);
        OptionalDouble threshold = share(Setting.THRESHOLD);
        int digits = (int) whole(Setting.DIGITS, 1, Architecture.MAX_DIGITS);
        EngineChoice engine = engine();
        Optional<PublicKey> releaseKey = releaseKey();
        double shadowShare = share(Setting.SHADOW_SHARE).orElse(0);
        double shadowBound = share(Setting.SHADOW_BOUND).orElse(1);
        Optional<RegistryAddress> registry = registry();
        OptionalInt metricsPort = text(Setting.METRICS_PORT).isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of((int) whole(Setting.METRICS_PORT, 0, 65_535));
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return new ProcessorSettings(
                topics,
                new BatchPolicy(batchSize, Duration.ofMillis(linger), Duration.ofMillis(target)),
                slots,
                new ImageLimits(maxBytes, maxPixels),
                new LookPlan(places, sizes),
                threshold,
                digits,
                engine,
                releaseKey,
                new ShadowPolicy(shadowShare, shadowBound),
                registry,
                metricsPort,
                text(Setting.METRICS_HOST),
                kafka,
                changelog);
    }

    /** Only what is written in a file can be told from what the environment holds for other programs. */
    private void rejectUnknownNames() {
        for (String name : new TreeSet<>(written)) {
            if (!names.contains(name)) {
                problems.add(name + ": there is no such setting; the nearest is " + names.nearest(name));
            }
        }
    }

    /** The value under a setting's name, or else under a former one, or else the default. */
    private String value(Setting setting) {
        Optional<String> value = given(setting.name());
        for (String legacy : setting.legacyNames()) {
            Optional<String> former = given(legacy);
            if (former.isEmpty()) {
                continue;
            }
            if (value.isPresent() && !value.equals(former)) {
                problems.add("%s is the former name of %s, and the two are set to different values; remove %s"
                        .formatted(legacy, setting.name(), legacy));
                continue;
            }
            LOG.warn(
                    "{} ({}) is the former name of {} ({}); use the new one",
                    legacy,
                    SettingNames.variable(legacy),
                    setting.name(),
                    SettingNames.variable(setting.name()));
            value = former;
        }
        return value.orElse(setting.standard());
    }

    private Optional<String> given(String name) {
        return config.getOptionalValue(name, String.class).map(String::trim);
    }

    private Map<String, String> kafka() {
        Map<String, String> kafka = new LinkedHashMap<>(KafkaNames.STANDARD);
        for (String name : KafkaNames.all()) {
            if (name.startsWith(StreamsConfig.TOPIC_PREFIX)) {
                continue;
            }
            config.getOptionalValue(KafkaNames.PREFIX + name, String.class).ifPresent(value -> kafka.put(name, value));
        }
        problems.addAll(KafkaNames.problems(kafka));
        problems.addAll(KafkaNames.otherResets(kafka));
        return kafka;
    }

    /** An empty value says something here. */
    private Map<String, String> changelog() {
        Map<String, String> chosen = new LinkedHashMap<>();
        for (String name : KafkaNames.topics()) {
            String value = config.getConfigValue(KafkaNames.TOPICS + name).getRawValue();
            if (value != null) {
                chosen.put(name, value.trim());
            }
        }
        require(chosen, TopicConfig.CLEANUP_POLICY_CONFIG, Set.of(TopicConfig.CLEANUP_POLICY_COMPACT));
        require(chosen, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, Set.of("CreateTime", "LogAppendTime"));
        return chosen;
    }

    private void require(Map<String, String> chosen, String name, Set<String> expected) {
        String value = chosen.get(name);
        if (value != null && !expected.contains(value)) {
            problems.add("%s: expected %s, got '%s'"
                    .formatted(KafkaNames.TOPICS + name, String.join(" or ", new TreeSet<>(expected)), value));
        }
    }

    private Topics topics() {
        try {
            return new Topics(
                    text(Setting.IMAGES),
                    text(Setting.RECOGNITIONS),
                    text(Setting.REJECTED),
                    text(Setting.LABELED),
                    text(Setting.WEIGHTS),
                    text(Setting.REPORTS));
        } catch (IllegalArgumentException e) {
            problems.add("topics: " + e.getMessage());
            return Topics.defaults();
        }
    }

    private EngineChoice engine() {
        EngineKind kind = text(Setting.ENGINE).isEmpty()
                ? EngineKind.USUAL
                : oneOf(Setting.ENGINE, EngineKind.values()).orElse(EngineKind.USUAL);
        Device device = oneOf(Setting.DEVICE, Device.values()).orElse(Device.CPU);
        Precision precision = oneOf(Setting.PRECISION, Precision.values()).orElse(Precision.FP32);
        try {
            return new EngineChoice(kind, device, precision);
        } catch (IllegalArgumentException e) {
            problems.add("inference: " + e.getMessage());
            return EngineChoice.USUAL;
        }
    }

    private <T> Optional<T> oneOf(Setting setting, T[] choices) {
        String value = text(setting);
        Optional<T> chosen = Stream.of(choices)
                .filter(choice -> choice.toString().equals(value))
                .findFirst();
        if (chosen.isEmpty()) {
            String all = Stream.of(choices).map(Object::toString).collect(Collectors.joining(" or "));
            problems.add("%s: expected %s, got '%s'".formatted(setting.name(), all, value));
        }
        return chosen;
    }

    private Optional<PublicKey> releaseKey() {
        String file = text(Setting.PUBLIC_KEY);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ReleaseSignature.publicKey(Files.readString(Path.of(file))));
        } catch (IOException | IllegalArgumentException e) {
            problems.add("%s: %s: %s".formatted(Setting.PUBLIC_KEY.name(), file, e));
            return Optional.empty();
        }
    }

    private Optional<RegistryAddress> registry() {
        String url = text(Setting.REGISTRY);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(RegistryAddress.of(url));
        } catch (IllegalArgumentException e) {
            problems.add(Setting.REGISTRY.name() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private OptionalDouble share(Setting setting) {
        String value = text(setting);
        if (value.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double share = Double.parseDouble(value);
            if (share >= 0 && share <= 1) {
                return OptionalDouble.of(share);
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is out of range.
        }
        problems.add("%s: expected a number from 0 to 1, got '%s'".formatted(setting.name(), value));
        return OptionalDouble.empty();
    }

    private long whole(Setting setting, long least, long most) {
        String value = text(setting);
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number that is out of range.
        }
        problems.add(
                "%s: expected a whole number from %,d to %,d, got '%s'".formatted(setting.name(), least, most, value));
        return least;
    }

    private String text(Setting setting) {
        return values.getOrDefault(setting, setting.standard());
    }
}
