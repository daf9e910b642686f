package io.digitstream.processor.weights;

import io.digitstream.processor.settings.ProcessorSettings;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the weights that a processor starts with. */
public final class StartingWeights {
    private static final Logger LOG = LoggerFactory.getLogger(StartingWeights.class);

    private StartingWeights() {}

    /** The release in force on the topic of weights; the shipped one if there is none, or one that fails a check. */
    public static Release find(ProcessorSettings settings) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(properties(settings))) {
            String topic = settings.topics().weights();
            Optional<Release> inForce = consumer.partitionsFor(topic).isEmpty()
                    ? Optional.empty()
                    : new WeightsTopic(consumer, topic).inForce();
            return inForce.orElseGet(() -> {
                LOG.info("No weights are in force on topic {}: starting with the shipped ones", topic);
                return ShippedWeights.load();
            });
        } catch (InvalidWeightsException e) {
            LOG.error("The weights in force are refused: {}. Starting with the shipped ones", e.getMessage());
            return ShippedWeights.load();
        }
    }

    /** A consumer of its own, without a group; it never commits. */
    private static Map<String, Object> properties(ProcessorSettings settings) {
        Map<String, Object> properties = new StreamsConfig(settings.kafka()).getGlobalConsumerConfigs("weights");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName());
        properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        return properties;
    }
}
