package io.digitstream.processor.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.digitstream.processor.batch.FakeEngine;
import io.digitstream.processor.reports.WrittenReports;
import io.digitstream.processor.settings.InvalidSettingsException;
import io.digitstream.processor.settings.ProcessorSettings;
import io.digitstream.recognizer.engine.Recognizer;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.recognizer.weights.ShippedWeights;
import io.digitstream.schemas.ReportKind;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.TrainingReport;
import io.digitstream.schemas.WeightsFile;
import io.digitstream.schemas.WeightsKeys;
import io.digitstream.schemas.WireFormat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.errors.TimeoutException;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeightsFollowerTest {
    private static final Release FIRST = SampleReleases.release(1);
    private static final Release SECOND = SampleReleases.release(2);
    private static final Release THIRD = SampleReleases.release(3);
    private static final String SHIPPED = ShippedWeights.load().version();

    private final WrittenTopic topic = new WrittenTopic();
    private final WrittenReports reports = new WrittenReports();
    private final Map<String, FakeEngine> engines = new ConcurrentHashMap<>();
    private final List<String> opened = new CopyOnWriteArrayList<>();
    private final List<String> handedOver = new CopyOnWriteArrayList<>();
    private WeightsFollower follower = follower(Duration.ofMillis(1));

    @AfterEach
    void close() {
        engines.values().forEach(FakeEngine::go);
        follower.close();
        reports.close();
    }

    @Test
    void startsWithTheReleaseInForce() {
        put(FIRST);
        put(SECOND);

        assertThat(first()).isEqualTo(SECOND.version());
        assertThat(opened).as("and with no other").containsExactly(SECOND.version());
        assertThat(written()).isEmpty();
    }

    @Test
    void startsWithTheShippedReleaseWhereNoneIsInForce() {
        topic.publish(FIRST);

        assertThat(first()).isEqualTo(SHIPPED);
        assertThat(opened).containsExactly(SHIPPED);
    }

    @Test
    void knowsThatImagesAreReadWithTheShippedRelease() {
        start();

        topic.current(SHIPPED);
        awaitRead();
        topic.current("v0");
        awaitRead();

        assertThat(theReport().getVersion()).isEqualTo("v0");
        assertThat(theReport().getAgainst()).isEqualTo(SHIPPED);
        assertThat(handedOver).isEmpty();
    }

    @Test
    void startsWithTheShippedReleaseWhereTheOneInForceIsRefused() {
        put(FIRST);
        topic.remove(WeightsKeys.chunk(FIRST.version(), 0));

        assertThat(first()).isEqualTo(SHIPPED);
        TrainingReport report = theReport();
        assertThat(report.getKind()).isEqualTo(ReportKind.REFUSED);
        assertThat(report.getVersion()).isEqualTo(FIRST.version());
        assertThat(report.getAgainst()).as("nothing was read with yet").isNull();
        assertThat(report.getReason()).endsWith("of release " + FIRST.version() + " is missing");
    }

    @Test
    void startsWithTheShippedReleaseWhereThereIsNoTopic() {
        topic.isThere(false);

        assertThat(first()).isEqualTo(SHIPPED);
    }

    @Test
    void doesNotRefuseTheSameReleaseAgainWhenItBeginsToFollow() {
        topic.current("v0");
        start();
        awaitRead();

        assertThat(theReport().getReason()).isEqualTo("release v0 is in force but not on the topic");
        assertThat(handedOver).isEmpty();
    }

    @Test
    void handsOverEachReleaseThatIsPutInForceOnce() {
        put(FIRST);
        start();

        put(SECOND);
        awaitRead();
        assertThat(handedOver).containsExactly(SECOND.version());

        put(THIRD);
        awaitRead();
        assertThat(handedOver).containsExactly(SECOND.version(), THIRD.version());
        assertThat(written()).as("who takes over reports it").isEmpty();
        assertThat(engines.values())
                .allSatisfy(engine -> assertThat(engine.closedBy()).isEmpty());
    }

    @Test
    void handsOverNothingThatNobodyPutInForce() {
        put(FIRST);
        start();

        topic.publish(SECOND);
        topic.write("weights.safetensors", new byte[] {1});
        awaitRead();

        assertThat(handedOver).isEmpty();
    }

    @Test
    void handsOverNothingWhenTheRunningReleaseIsNamedAgain() {
        put(FIRST);
        start();

        topic.current(FIRST.version());
        awaitRead();

        assertThat(handedOver).isEmpty();
        assertThat(opened).containsExactly(FIRST.version());
    }

    @Test
    void staysWithWhatRunsWhenNothingIsInForceAnyMore() {
        put(FIRST);
        start();

        topic.write(WeightsKeys.current(), null);
        awaitRead();

        assertThat(handedOver).isEmpty();
        assertThat(written()).isEmpty();
    }

    @Test
    void handsOverAReleaseThatIsOnTheTopicAlready() {
        put(FIRST);
        put(SECOND);
        start();

        topic.current(FIRST.version());
        awaitRead();

        assertThat(handedOver).containsExactly(FIRST.version());
    }

    @Test
    void beginsToFollowATopicThatComesLater() {
        topic.isThere(false);
        start();

        put(FIRST);
        topic.isThere(true);

        awaitHandedOver(FIRST.version());
    }

    @Test
    void refusesANameThatPointsNowhereOnce() {
        put(FIRST);
        start();

        topic.current("v2");
        awaitRead();

        TrainingReport report = theReport();
        assertThat(report.getKind()).isEqualTo(ReportKind.REFUSED);
        assertThat(report.getVersion()).isEqualTo("v2");
        assertThat(report.getAgainst()).isEqualTo(FIRST.version());
        assertThat(report.getReason()).isEqualTo("release v2 is in force but not on the topic");
        assertThat(handedOver).isEmpty();
        assertThat(engine(FIRST).closedBy()).isEmpty();
    }

    @Test
    void takesNoReleaseForAnother() {
        put(FIRST);
        start();
        topic.publish(SECOND);

        topic.write(
                WeightsKeys.release(THIRD.version()),
                WireFormat.WEIGHTS_RELEASE.encode(SampleReleases.manifest(SECOND.version(), SECOND.write())));
        topic.current(THIRD.version());
        awaitRead();

        assertThat(handedOver).isEmpty();
        assertThat(theReport().getVersion()).isEqualTo(THIRD.version());
    }

    @Test
    void aReleaseThatIsRefusedChangesNothing() {
        put(FIRST);
        start();

        Release misread = SECOND.withGolden(SampleReleases.golden(5));
        put(misread);
        awaitRead();

        assertThat(theReport().getReason()).isEqualTo("release %s reads 5 of its 10 golden images", SECOND.version());
        assertThat(handedOver).isEmpty();
        assertThat(engine(SECOND).closedBy()).hasSize(1);
        assertThat(engine(FIRST).closedBy()).isEmpty();
    }

    @Test
    void handsOverAGoodReleaseAfterOneThatWasRefused() {
        put(FIRST);
        start();
        topic.current("v2");
        awaitRead();

        put(THIRD);
        awaitRead();

        assertThat(handedOver).containsExactly(THIRD.version());
        assertThat(written()).hasSize(1);
    }

    @Test
    void considersARepairedReleaseWhenItIsNamedAgain() {
        put(FIRST);
        start();
        topic.manifest(SECOND.version(), SECOND.write());
        topic.current(SECOND.version());
        awaitRead();
        assertThat(handedOver).isEmpty();

        WeightsFile.cut(SECOND.version(), SECOND.write()).forEach(topic::chunk);
        awaitRead();
        assertThat(handedOver).as("not named again yet").isEmpty();

        topic.current(SECOND.version());
        awaitRead();
        assertThat(handedOver).containsExactly(SECOND.version());
        assertThat(theReport().getReason()).startsWith("chunk 0 of ");
    }

    /** The broken record is still on the topic, before the good one under its key. */
    @Test
    void considersAReleaseAgainOfWhichAChunkWasNone() {
        put(FIRST);
        start();
        topic.write(WeightsKeys.chunk(SECOND.version(), 3), new byte[] {1});
        topic.write("chunk/" + SECOND.version() + "/3", new byte[] {1});

        put(SECOND);
        awaitRead();

        assertThat(handedOver).containsExactly(SECOND.version());
    }

    @Test
    void doesNotHandOverWhatTheProcessorWentBackFromUntilItIsNamedAgain() {
        put(FIRST);
        start();
        put(SECOND);
        awaitRead();

        follower.readsWith(FIRST.version());
        topic.publish(THIRD);
        awaitRead();
        assertThat(handedOver).containsExactly(SECOND.version());

        topic.current(SECOND.version());
        awaitRead();
        assertThat(handedOver).containsExactly(SECOND.version(), SECOND.version());
    }

    @Test
    void handsOverNothingWhenThatIsNamedWhichTheProcessorWentBackTo() {
        put(FIRST);
        start();
        put(SECOND);
        awaitRead();

        follower.readsWith(FIRST.version());
        topic.current(FIRST.version());
        awaitRead();

        assertThat(handedOver).containsExactly(SECOND.version());
        assertThat(written()).isEmpty();
    }

    @Test
    void goesOnAfterTheBrokerWasAway() {
        put(FIRST);
        start();

        topic.onNextPoll(WeightsFollowerTest::timeOut);
        topic.onNextPoll(WeightsFollowerTest::timeOut);
        put(SECOND);

        awaitHandedOver(SECOND.version());
    }

    @Test
    void neverPutsToWorkWhatWasWithdrawnWhileTheBrokerWasAway() {
        put(FIRST);
        start();

        topic.atOnce(() -> {
            put(SECOND);
            topic.publish(THIRD);
            topic.current(FIRST.version());
        });
        awaitRead();

        assertThat(opened).containsExactly(FIRST.version());
        assertThat(handedOver).isEmpty();
    }

    @Test
    void beginsWithTheEndOfATopicThatComesLater() {
        topic.isThere(false);
        start();

        topic.atOnce(() -> {
            put(FIRST);
            put(SECOND);
            topic.isThere(true);
        });

        awaitHandedOver(SECOND.version());
        assertThat(opened).containsExactly(SHIPPED, SECOND.version());
    }

    @Test
    void followsATopicThatIsMadeAnew() {
        put(FIRST);
        start();

        topic.atOnce(() -> {
            topic.beginAnew();
            topic.current("v0");
        });
        awaitRead();
        put(SECOND);

        awaitHandedOver(SECOND.version());
    }

    /** Its consumer cannot tell the two topics apart. */
    @Test
    void readsATopicAgainThatIsMadeAnewAndAsLong() {
        put(FIRST);
        start();

        awaitRead();
        topic.atOnce(() -> {
            topic.beginAnew();
            put(SECOND);
        });
        follower.readAgain();

        awaitHandedOver(SECOND.version());
    }

    /** Streams' own consumers of this kind throw, and would for ever, where their offset is gone. */
    @Test
    void goesToTheBeginningOfATopicThatDoesNotHaveItsOffset() throws InvalidSettingsException {
        assertThat(WeightsFollower.consumerProperties(ProcessorSettings.read(Map.of())))
                .containsEntry("auto.offset.reset", "earliest")
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("enable.auto.commit", "false")
                .doesNotContainKey("group.id");
    }

    @Test
    void considersAReleaseAgainWhoseChunksCouldNotBeRead() {
        put(FIRST);
        start();

        topic.onNextRewind(WeightsFollowerTest::timeOut);
        topic.onNextRewind(WeightsFollowerTest::timeOut);
        put(SECOND);

        awaitHandedOver(SECOND.version());
        assertThat(written()).as("it was never refused").isEmpty();
        assertThat(topic.rewinds()).as("first, then three times for chunks").isEqualTo(2 + 3);
    }

    @Test
    void considersAReleaseAgainWhenMemoryWasShortWhileItsChunksWereRead() {
        put(FIRST);
        start();

        topic.onNextRewind(() -> {
            throw new OutOfMemoryError("Java heap space");
        });
        put(SECOND);

        awaitHandedOver(SECOND.version());
    }

    @Test
    void closesBeforeItFollows() {
        put(FIRST);
        first();

        assertClosesAtOnce();
    }

    @Test
    void closesWhileItWaitsForReleases() {
        put(FIRST);
        start();
        awaitRead();

        assertClosesAtOnce();
        follower.close();
    }

    @Test
    void closesWhileTheBrokerDoesNotAnswer() {
        put(FIRST);
        start();
        topic.stopAnswering();

        assertClosesAtOnce();
    }

    @Test
    void closesWhileItWaitsForTheTopic() {
        follower = follower(Duration.ofHours(1));
        topic.isThere(false);
        start();

        assertClosesAtOnce();
    }

    @Test
    void closesWhileItWaitsToTryAgain() {
        follower = follower(Duration.ofHours(1));
        put(FIRST);
        start();
        CompletableFuture<Void> failed = new CompletableFuture<>();
        topic.onNextPoll(() -> {
            failed.complete(null);
            timeOut();
        });
        assertThat(failed).succeedsWithin(Duration.ofMinutes(2));

        assertClosesAtOnce();
    }

    @Test
    void closesWhileChunksAreRead() {
        put(FIRST);
        start();
        CompletableFuture<Void> closing = new CompletableFuture<>();
        topic.onNextRewind(() -> {
            topic.stopAnswering();
            closing.completeAsync(() -> {
                follower.close();
                return null;
            });
        });
        put(SECOND);

        assertThat(closing).succeedsWithin(Duration.ofMinutes(2));
        assertThat(handedOver).isEmpty();
        assertThat(topic.isClosed()).isTrue();
    }

    /** The engine is half open: it is handed over all the same, and closed by whoever took it. */
    @Test
    void closesAfterAReleaseThatIsBeingPutToWork() {
        put(FIRST);
        start();
        FakeEngine slow = new FakeEngine();
        slow.hold();
        engines.put(SECOND.version(), slow);
        put(SECOND);
        soon().until(() -> !slow.batches().isEmpty());

        CompletableFuture<Void> closing = CompletableFuture.runAsync(follower::close);
        slow.go();

        assertThat(closing).succeedsWithin(Duration.ofMinutes(2));
        assertThat(handedOver).containsExactly(SECOND.version());
        assertThat(topic.isClosed()).isTrue();
    }

    @Test
    void saysWhyNothingCanBePutToWork() {
        UnsatisfiedLinkError noNatives = new UnsatisfiedLinkError("no natives");
        follower = new WeightsFollower(
                new WeightsTopic(topic.consumer(), WrittenTopic.NAME, TopicValues.singleObject()),
                new ReleaseCheck(Optional.empty(), release -> {
                    throw noNatives;
                }),
                reports.reports(),
                Duration.ZERO);
        CompletableFuture<Recognizer> first = new CompletableFuture<>();
        follower.follow(first, Recognizer::close);

        assertThat(first).failsWithin(Duration.ofMinutes(2)).withThrowableThat().withCause(noNatives);
        soon().until(topic::isClosed);
    }

    private WeightsFollower follower(Duration retry) {
        return new WeightsFollower(
                new WeightsTopic(topic.consumer(), WrittenTopic.NAME, TopicValues.singleObject()),
                new ReleaseCheck(Optional.empty(), this::open),
                reports.reports(),
                retry);
    }

    private Recognizer open(Release release) {
        opened.add(release.version());
        return engines.computeIfAbsent(release.version(), version -> new FakeEngine())
                .as(release.version());
    }

    private FakeEngine engine(Release release) {
        return Objects.requireNonNull(engines.get(release.version()));
    }

    private void put(Release release) {
        topic.publish(release);
        topic.current(release.version());
    }

    private String first() {
        return follower.first().weightsVersion();
    }

    private void start() {
        CompletableFuture<Recognizer> first = new CompletableFuture<>();
        follower.follow(first, recognizer -> handedOver.add(recognizer.weightsVersion()));
        first.join();
    }

    /** Until the follower has dealt with all that was written so far. */
    private void awaitRead() {
        int before = topic.idlePolls();
        soon().until(() -> topic.idlePolls() > before);
    }

    private void awaitHandedOver(String version) {
        soon().untilAsserted(() -> assertThat(handedOver).containsExactly(version));
    }

    /** All reports; there are no more of them after that. */
    private List<TrainingReport> written() {
        reports.close();
        return reports.all();
    }

    private TrainingReport theReport() {
        List<TrainingReport> all = written();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private void assertClosesAtOnce() {
        assertThat(CompletableFuture.runAsync(follower::close)).succeedsWithin(Duration.ofMinutes(2));
        assertThat(topic.isClosed()).isTrue();
    }

    private static void timeOut() {
        throw new TimeoutException("the broker is away");
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(2));
    }
}
