package io.digitstream.standalone.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A ledger that overlooks a fault would prove nothing. */
final class AccountsTest {
    private static final int KINDS = 10;
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final Accounts accounts = new Accounts(2, KINDS);

    private void enter(int partition, int... numbers) {
        for (int number : numbers) {
            String digits = "1" + Accounts.kind(partition, number, KINDS);
            accounts.enter(partition, number, Optional.of(digits), NOON, "v1");
        }
    }

    private Balance balance() {
        return accounts.balance(List.of(4, 2));
    }

    @Test
    void isEvenWhereEachImageHasOneResultInOrder() {
        enter(0, 0, 1, 2);
        enter(1, 0, 1);
        enter(0, 3);
        assertThat(balance()).isEqualTo(new Balance(6, 0, 0, 0, 0));
        assertThat(balance().isExact()).isTrue();
        assertThat(accounts.results(0)).isEqualTo(4);
    }

    @Test
    void missesImagesInTheMiddleAndAtTheEnd() {
        enter(0, 0, 2);
        enter(1, 0, 1);
        assertThat(balance()).isEqualTo(new Balance(6, 2, 0, 0, 0));
        assertThat(balance().isExact()).isFalse();
    }

    @Test
    void whatIsNoImageMustBeRejectedAndNothingElse() {
        accounts.expectRejection(0, 1);
        accounts.enter(0, 1, Optional.empty(), Instant.EPOCH, "");
        assertThat(balance().wrong()).isZero();

        accounts.expectRejection(0, 2);
        enter(0, 2);
        accounts.enter(1, 0, Optional.empty(), Instant.EPOCH, "");
        assertThat(balance().wrong()).isEqualTo(2);
    }

    @Test
    void readingsAndRejectionsHaveNoOrderBetweenThem() {
        accounts.expectRejection(0, 0);
        enter(0, 1);
        accounts.enter(0, 0, Optional.empty(), Instant.EPOCH, "");
        enter(0, 2);
        assertThat(balance().disordered()).isZero();
    }

    /** A doubled result does not stand in for a lost one. */
    @Test
    void countsWhatIsDoubledHoweverLate() {
        enter(0, 0, 1, 1, 2, 0);
        enter(1, 0, 1);
        assertThat(balance()).isEqualTo(new Balance(6, 1, 2, 0, 0));
    }

    @Test
    void countsWhatComesAfterALaterOne() {
        enter(0, 0, 3, 1, 2);
        enter(1, 0, 1);
        assertThat(balance()).isEqualTo(new Balance(6, 0, 0, 2, 0));
    }

    @Test
    void knowsAPictureThatIsReadInAnotherWay() {
        enter(0, 0, 1, 2, 3);
        enter(1, 0);
        int number = KINDS + Accounts.kind(1, 0, KINDS);
        accounts.enter(0, number, Optional.of("other"), NOON, "v1");
        assertThat(accounts.balance(List.of(5, 1)).wrong()).isOne();
    }

    @Test
    void takesARejectionForAWrongResultThatIsThere() {
        enter(0, 0, 1, 2, 3);
        enter(1, 0);
        accounts.enter(1, 1, Optional.empty(), NOON, "v1");
        assertThat(balance()).isEqualTo(new Balance(6, 0, 0, 0, 1));
    }

    @Test
    void hasRecoveredWhenEveryPartitionHas() {
        enter(0, 0);
        assertThat(accounts.allReadSince(NOON.minusMillis(1), "v1")).isFalse();
        enter(1, 0);
        assertThat(accounts.allReadSince(NOON.minusMillis(1), "v1")).isTrue();
        assertThat(accounts.allReadSince(NOON, "v1")).isFalse();
        assertThat(accounts.allReadSince(NOON.minusMillis(1), "v2")).isFalse();
    }
}
