package io.digitstream.standalone.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.digitstream.application.result.ImagePosition;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A ledger that overlooks a fault would prove nothing. */
final class AccountsTest {
    private static final int KINDS = 10;
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final Accounts accounts = new Accounts(2, KINDS);
    private long offset;

    /** The broker has said where they are. */
    private void send(int partition, int count) {
        for (int i = 0; i < count; i++) {
            SentImage image = accounts.send(partition, false);
            accounts.written(image, at(image));
        }
    }

    private void sendGarbage(int partition) {
        SentImage image = accounts.send(partition, true);
        accounts.written(image, at(image));
    }

    private static ImagePosition at(SentImage image) {
        return new ImagePosition("images", image.partition(), image.number());
    }

    private void enter(int partition, int... numbers) {
        for (int number : numbers) {
            SentImage image = new SentImage(partition, number);
            enter(partition, image, at(image), "1" + Accounts.kind(image, KINDS));
        }
    }

    private void reject(int partition, int number) {
        SentImage image = new SentImage(partition, number);
        enter(partition, image, at(image), null);
    }

    private void enter(int partition, SentImage image, @Nullable ImagePosition position, @Nullable String digits) {
        String place = "results-%d@%d".formatted(partition, offset++);
        accounts.enter(new CommittedResult(place, partition, image, position, Optional.ofNullable(digits), NOON, "v1"));
    }

    @Test
    void isEvenWhereEachImageHasOneResultInOrder() {
        send(0, 4);
        send(1, 2);
        enter(0, 0, 1, 2);
        enter(1, 0, 1);
        assertThat(accounts.waiting(0)).isOne();
        enter(0, 3);
        assertThat(accounts.balance()).isEqualTo(new Balance(6, 0, 0, 0, 0));
        assertThat(accounts.balance().isExact()).isTrue();
        assertThat(accounts.findings()).isEmpty();
        assertThat(accounts.results()).isEqualTo(6);
        assertThat(accounts.waiting(0)).isZero();
    }

    @Test
    void namesImagesThatAreLostInTheMiddleAndAtTheEnd() {
        send(0, 3);
        send(1, 2);
        SentImage unanswered = accounts.send(0, false);
        enter(0, 0, 2);
        enter(1, 0, 1);
        assertThat(accounts.balance()).isEqualTo(new Balance(6, 2, 0, 0, 0));
        assertThat(accounts.balance().isExact()).isFalse();
        assertThat(accounts.findings())
                .containsExactly("lost: images-0@1 (partition 0, number 1)", "lost: image of " + unanswered);
    }

    @Test
    void namesTheFirstOfManyAndCountsTheOthers() {
        send(1, 1_000);
        enter(1, 1);
        enter(1, 1);
        assertThat(accounts.findings())
                .hasSize(Findings.NAMED + 2)
                .startsWith("lost: images-1@0 (partition 1, number 0)", "lost: images-1@2 (partition 1, number 2)")
                .endsWith(
                        "lost: 979 more",
                        "doubled: images-1@1 (partition 1, number 1) has another result, at results-1@1");
    }

    @Test
    void whatIsNoImageMustBeRejectedAndNothingElse() {
        send(0, 1);
        sendGarbage(0);
        sendGarbage(0);
        send(1, 1);
        enter(0, 0);
        reject(0, 1);
        assertThat(accounts.balance().wrong()).isZero();

        enter(0, 2);
        reject(1, 0);
        assertThat(accounts.balance().wrong()).isEqualTo(2);
        assertThat(accounts.findings())
                .contains(
                        "wrong: images-0@2 (partition 0, number 2) is read, though it is no image, at results-0@2",
                        "wrong: images-1@0 (partition 1, number 0) is rejected, at results-1@3");
    }

    @Test
    void readingsAndRejectionsHaveNoOrderBetweenThem() {
        sendGarbage(0);
        send(0, 2);
        enter(0, 1);
        reject(0, 0);
        enter(0, 2);
        assertThat(accounts.balance().disordered()).isZero();
    }

    /** A doubled result does not stand in for a lost one. */
    @Test
    void countsWhatIsDoubledHoweverLate() {
        send(0, 4);
        enter(0, 0, 1, 1, 2, 0);
        assertThat(accounts.balance()).isEqualTo(new Balance(4, 1, 2, 0, 0));
        assertThat(accounts.findings())
                .contains("doubled: images-0@0 (partition 0, number 0) has another result, at results-0@4");
    }

    @Test
    void countsWhatComesAfterALaterOne() {
        send(0, 4);
        enter(0, 0, 3, 1, 2);
        assertThat(accounts.balance()).isEqualTo(new Balance(4, 0, 0, 2, 0));
        assertThat(accounts.findings())
                .contains("disordered: images-0@1 (partition 0, number 1) has its result behind that of number 3,"
                        + " at results-0@2");
    }

    @Test
    void namesAResultInAnotherPartition() {
        send(0, 1);
        send(1, 1);
        SentImage image = new SentImage(0, 0);
        enter(1, image, at(image), "1" + Accounts.kind(image, KINDS));
        enter(1, 0);
        assertThat(accounts.balance()).isEqualTo(new Balance(2, 0, 0, 1, 0));
        assertThat(accounts.findings())
                .containsExactly("disordered: images-0@0 (partition 0, number 0) has its result in another partition,"
                        + " at results-1@0");
    }

    @Test
    void knowsAPictureThatIsReadInAnotherWay() {
        send(0, KINDS + 1);
        enter(0, 0);
        SentImage same = new SentImage(0, KINDS);
        enter(0, same, at(same), "other");
        assertThat(accounts.balance().wrong()).isOne();
        assertThat(accounts.findings())
                .contains("wrong: images-0@10 (partition 0, number 10) is read as 'other', the same picture before as"
                        + " '10', at results-0@1");
    }

    @Test
    void knowsAResultThatNamesAnotherImageOrNone() {
        send(0, 2);
        SentImage image = new SentImage(0, 0);
        enter(0, image, new ImagePosition("images", 0, 1), "1" + Accounts.kind(image, KINDS));
        SentImage other = new SentImage(0, 1);
        enter(0, other, null, "1" + Accounts.kind(other, KINDS));
        assertThat(accounts.balance()).isEqualTo(new Balance(2, 0, 0, 0, 2));
        assertThat(accounts.findings())
                .containsExactly(
                        "wrong: images-0@0 (partition 0, number 0) has a result that names images-0@1, at results-0@0",
                        "wrong: images-0@1 (partition 0, number 1) has a result without position, at results-0@1");
    }

    /** The answer to a sender may be late, or never come. */
    @Test
    void waitsForNoAnswerOfTheBroker() {
        SentImage image = accounts.send(0, false);
        enter(0, 0);
        accounts.written(image, new ImagePosition("images", 0, 7));
        assertThat(accounts.balance()).isEqualTo(new Balance(1, 0, 0, 0, 0));
    }

    @Test
    void takesResultsOfImagesThatWereNotSentForWrong() {
        send(0, 1);
        for (SentImage image : new SentImage[] {
            new SentImage(0, 1),
            new SentImage(0, -1),
            new SentImage(0, Integer.MAX_VALUE),
            new SentImage(2, 0),
            new SentImage(-1, 0)
        }) {
            enter(0, image, at(new SentImage(0, 0)), "1");
        }
        accounts.enterUnknown("results-0@9", "it has no key");
        assertThat(accounts.balance()).isEqualTo(new Balance(1, 1, 0, 0, 6));
        assertThat(accounts.findings())
                .contains(
                        "wrong: results-0@2 is of partition 0, number 2147483647, which was not sent",
                        "wrong: results-0@9 is no result of an image: it has no key");
    }

    @Test
    void hasRecoveredWhenEveryPartitionHas() {
        send(0, 1);
        send(1, 1);
        enter(0, 0);
        assertThat(accounts.allReadSince(NOON.minusMillis(1), "v1")).isFalse();
        enter(1, 0);
        assertThat(accounts.allReadSince(NOON.minusMillis(1), "v1")).isTrue();
        assertThat(accounts.allReadSince(NOON, "v1")).isFalse();
        assertThat(accounts.allReadSince(NOON.minusMillis(1), "v2")).isFalse();
    }
}
