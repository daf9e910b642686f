package io.digitstream.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StopExplanationTest {
    private static final String NOTHING_LOST = "Nothing is lost";

    @ParameterizedTest
    @MethodSource
    void saysWhatHappenedAndWhatToDo(Throwable cause, String what, boolean nothingLost) {
        String text = StopExplanation.of(new StreamsException("while processing", cause))
                .orElseThrow();

        assertThat(text).contains(what);
        assertThat(text.contains(NOTHING_LOST)).isEqualTo(nothingLost);
    }

    static Stream<Arguments> saysWhatHappenedAndWhatToDo() {
        return Stream.of(
                Arguments.of(new MissingSourceTopicException("gone"), "Create it again", false),
                Arguments.of(
                        new StreamsException(
                                "Existing internal topic x has invalid partitions: expected: 4; actual: 2."),
                        "adds partitions",
                        true),
                Arguments.of(new TopicAuthorizationException(Set.of("recognitions")), "[recognitions]", true),
                Arguments.of(GroupAuthorizationException.forGroupId("my-group"), "group my-group", true),
                Arguments.of(new TransactionalIdAuthorizationException("no"), "transactional id", true),
                Arguments.of(new SaslAuthenticationException("no"), "credentials", true),
                Arguments.of(new RecordTooLargeException("of 9 bytes"), "max.message.bytes", true),
                Arguments.of(
                        new OffsetOutOfRangeException(Map.of(new TopicPartition("images", 3), 7L)), "images-3", false),
                Arguments.of(new UnknownTopicOrPartitionException("rejected-images-2"), "rejected-images-2", true),
                Arguments.of(new PolicyViolationException("too many partitions"), "too many partitions", true),
                Arguments.of(
                        new SerializationException("a pending image of version 2, known is 1"),
                        "another version",
                        true),
                Arguments.of(new ProcessorStateException("no space left"), "kafka.state.dir", true),
                Arguments.of(new InvalidProducerEpochException("old"), "kafka.group.instance.id", true),
                Arguments.of(new TimeoutException("after 60 s"), "after 60 s", true),
                Arguments.of(new InvalidTimestampException("of 1970"), "clocks", true),
                Arguments.of(new NotEnoughReplicasException("1 of 2"), "in-sync", true));
    }

    @Test
    void leavesABugToItsStackTrace() {
        assertThat(StopExplanation.of(new StreamsException("while processing", new IllegalStateException("a bug"))))
                .isEmpty();
    }
}
