package io.digitstream.processor.topics;

import io.digitstream.processor.pending.ChangelogTopic;
import io.digitstream.processor.settings.ProcessorSettings;
import java.util.List;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The names that a processor's topics and groups have on the broker. Immutable.
 *
 * @param servers the broker's address
 * @param group whose offsets say how far images are read
 * @param images topic that is read
 * @param pending changelog of pending images
 * @param results topics that are written to
 * @param weights topic that may be missing
 * @param slots pending images of a partition at most
 */
record TopicNames(
        String servers, String group, String images, String pending, List<String> results, String weights, int slots) {
    TopicNames {
        results = List.copyOf(results);
    }

    static TopicNames of(ProcessorSettings settings) {
        String application = settings.kafka().getOrDefault(StreamsConfig.APPLICATION_ID_CONFIG, "");
        return new TopicNames(
                settings.kafka().getOrDefault(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, ""),
                application,
                settings.topics().images(),
                ChangelogTopic.name(application),
                List.of(settings.topics().recognitions(), settings.topics().rejectedImages()),
                settings.topics().weights(),
                settings.slotsPerTask());
    }

    /** The group without members whose offsets' metadata hold the ids of topics. */
    String idGroup() {
        return group + "-topics";
    }

    /** All topics that are watched. */
    List<String> all() {
        return List.of(images, pending, results.get(0), results.get(1), weights);
    }
}
