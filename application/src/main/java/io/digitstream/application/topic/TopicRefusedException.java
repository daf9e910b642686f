package io.digitstream.application.topic;

import java.io.Serial;
import org.apache.kafka.common.KafkaException;

/** A broker refuses to make a topic; the message is one line that names the topic, what is refused, and what to change. */
public final class TopicRefusedException extends KafkaException {
    @Serial
    private static final long serialVersionUID = 1;

    TopicRefusedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Of a topic that is refused whatever its configurations. */
    static TopicRefusedException of(PlannedTopic topic, Throwable answer) {
        return new TopicRefusedException(
                "the broker refuses topic %s: %s; change the number of partitions or replicas, or make the topic by hand"
                        .formatted(topic, answer.getMessage()),
                answer);
    }
}
