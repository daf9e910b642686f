package io.digitstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.digitstream.application.topic.TopicRefusedException;
import io.digitstream.schemas.Topics;
import io.digitstream.standalone.topics.TopicSetup;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.CreateTopicsResult.TopicMetadataAndConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

/** How long topics are asked for, and of which brokers. */
final class TopicsCommandTest {
    private static final TopicSetup SETUP = new TopicSetup(Topics.defaults(), 4);
    private final InvalidReplicationFactorException tooFew =
            new InvalidReplicationFactorException("Unable to replicate the partition 3 time(s)");

    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();

    @Test
    void waitsUntilThereAreEnoughBrokersForTheReplicas() throws InterruptedException {
        create(brokers(2, tooFew), Duration.ofSeconds(30));
        assertThat(asked).hasValue(3);
    }

    @Test
    void givesUpWhenThereAreNotEnoughInTime() {
        assertThatThrownBy(() -> create(brokers(100, tooFew), Duration.ofMillis(1)))
                .isInstanceOf(KafkaException.class)
                .hasCause(tooFew);
    }

    /** Asked once more without what the topic can do without, and for its bare name; nothing is waited for. */
    @Test
    void doesNotWaitWhereTheBrokerRefuses() {
        PolicyViolationException refusal = new PolicyViolationException("no topics here");
        assertThatThrownBy(() -> create(brokers(100, refusal), Duration.ofSeconds(30)))
                .isInstanceOf(TopicRefusedException.class)
                .hasMessageContaining("topic images with 4 partitions")
                .hasMessageContaining("no topics here")
                .hasCause(refusal);
        assertThat(asked).hasValue(4);
    }

    /** The one that is asked hears of a topic later than the one that makes it. */
    @Test
    void waitsUntilTheTopicsAreKnown() throws InterruptedException {
        unknown.set(2);
        create(brokers(0, tooFew), Duration.ofSeconds(30));
        assertThat(unknown).hasValue(0);
    }

    private static void create(Admin admin, Duration patience) throws InterruptedException {
        TopicsCommand.create(SETUP, admin, patience, InstantSource.system());
    }

    /** Brokers that refuse to make topics so many times, then make them. */
    private Admin brokers(int refusals, ApiException refusal) {
        return (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("listOffsets")) {
                        return ends(unknown.getAndUpdate(left -> Math.max(0, left - 1)) > 0);
                    }
                    assertThat(method.getName()).isEqualTo("createTopics");
                    KafkaFutureImpl<TopicMetadataAndConfig> created = new KafkaFutureImpl<>();
                    if (asked.incrementAndGet() <= refusals) {
                        created.completeExceptionally(refusal);
                    } else {
                        created.complete(new TopicMetadataAndConfig(refusal));
                    }
                    return new CreateTopicsResult(Map.of("images", created)) {};
                });
    }

    private static ListOffsetsResult ends(boolean unknown) {
        KafkaFutureImpl<ListOffsetsResult.ListOffsetsResultInfo> end = new KafkaFutureImpl<>();
        if (unknown) {
            end.completeExceptionally(new UnknownTopicOrPartitionException("never heard of it"));
        } else {
            end.complete(new ListOffsetsResult.ListOffsetsResultInfo(0, -1, Optional.empty()));
        }
        return new ListOffsetsResult(Map.of(new TopicPartition("images", 0), end));
    }
}
