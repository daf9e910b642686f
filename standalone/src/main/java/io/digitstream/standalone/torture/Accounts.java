package io.digitstream.standalone.torture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results held against the images that they should be of, each numbered in its partition. Thread-safe. */
final class Accounts {
    private final int kinds;
    private final List<Account> partitions = new ArrayList<>();
    private final Map<Integer, String> digitsOfKind = new HashMap<>();
    private long doubled;
    private long disordered;
    private long wrong;

    private static final class Account {
        private final BitSet seen = new BitSet();
        private final BitSet rejected = new BitSet();
        private int results;
        private int lastRead = -1;
        private int lastRejected = -1;
        private Instant read = Instant.EPOCH;
        private String version = "";
    }

    /** @param kinds different pictures that there are */
    Accounts(int partitionCount, int kinds) {
        this.kinds = kinds;
        for (int partition = 0; partition < partitionCount; partition++) {
            partitions.add(new Account());
        }
    }

    /** Which picture an image shows: neighbours show different ones. */
    static int kind(int partition, int number, int kinds) {
        return (number + 7 * partition) % kinds;
    }

    /**
     * Enters a result.
     *
     * @param digits that were read; empty for a rejection
     * @param at when
     * @param version of the weights that read them
     */
    synchronized void enter(int partition, int number, Optional<String> digits, Instant at, String version) {
        Account account = partitions.get(partition);
        account.results++;
        if (account.seen.get(number)) {
            doubled++;
        } else if (number < (digits.isPresent() ? account.lastRead : account.lastRejected)) {
            disordered++;
        }
        account.seen.set(number);
        // They come from two topics, between which there is no order.
        if (digits.isPresent()) {
            account.lastRead = Math.max(account.lastRead, number);
            account.read = at;
            account.version = version;
        } else {
            account.lastRejected = Math.max(account.lastRejected, number);
        }
        boolean right = account.rejected.get(number)
                ? digits.isEmpty()
                : digits.isPresent() && isAsAlways(kind(partition, number, kinds), digits.get());
        wrong += right ? 0 : 1;
    }

    private boolean isAsAlways(int kind, String digits) {
        String before = digitsOfKind.putIfAbsent(kind, digits);
        return before == null || before.equals(digits);
    }

    /** The result of this image shall be that it is none. */
    synchronized void expectRejection(int partition, int number) {
        partitions.get(partition).rejected.set(number);
    }

    /** Results of a partition. */
    synchronized int results(int partition) {
        return partitions.get(partition).results;
    }

    /** Results of all partitions. */
    synchronized long results() {
        return partitions.stream().mapToLong(account -> account.results).sum();
    }

    /** Whether in every partition something has been read since then, and with these weights. */
    synchronized boolean allReadSince(Instant then, String version) {
        return partitions.stream().allMatch(account -> account.read.isAfter(then) && account.version.equals(version));
    }

    /**
     * What it all comes to.
     *
     * @param sent images of each partition
     */
    synchronized Balance balance(List<Integer> sent) {
        long lost = 0;
        long images = 0;
        for (int partition = 0; partition < partitions.size(); partition++) {
            images += sent.get(partition);
            lost += sent.get(partition) - partitions.get(partition).seen.cardinality();
        }
        return new Balance(images, lost, doubled, disordered, wrong);
    }
}
