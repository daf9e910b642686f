package io.digitstream.standalone.torture;

import io.digitstream.application.result.ImagePosition;
import io.digitstream.standalone.torture.Findings.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Results held against the images that they should be of. An image is told by its key, so that the position that a processor writes
 * beside its result is checked, not believed. Thread-safe.
 */
final class Accounts {
    private final int kinds;
    private final List<Account> partitions = new ArrayList<>();
    private final Map<Integer, String> digitsOfKind = new HashMap<>();
    private final Findings findings = new Findings();

    private static final class Account {
        private final BitSet seen = new BitSet();
        private final BitSet rejected = new BitSet();
        /** Of images without a result, as far as the broker has said. */
        private final Map<Integer, ImagePosition> positions = new HashMap<>();

        private int sent;
        private int results;
        private int distinct;
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
    static int kind(SentImage image, int kinds) {
        return (image.number() + 7 * image.partition()) % kinds;
    }

    /**
     * Enters the next image of a partition, before it is sent.
     *
     * @param rejected whether its result shall be that it is none
     */
    synchronized SentImage send(int partition, boolean rejected) {
        Account account = partitions.get(partition);
        int number = account.sent++;
        account.rejected.set(number, rejected);
        return new SentImage(partition, number);
    }

    /** Enters where the broker has written an image. */
    synchronized void written(SentImage image, ImagePosition position) {
        Account account = partitions.get(image.partition());
        if (!account.seen.get(image.number())) {
            account.positions.put(image.number(), position);
        }
    }

    /** Enters a result. */
    synchronized void enter(CommittedResult result) {
        SentImage image = result.image();
        Account account = account(image);
        if (account == null) {
            findings.add(Kind.WRONG, "%s is of %s, which was not sent".formatted(result.place(), image));
            return;
        }
        account.results++;
        ImagePosition known = account.positions.remove(image.number());
        int last = result.digits().isPresent() ? account.lastRead : account.lastRejected;
        if (account.seen.get(image.number())) {
            add(Kind.DOUBLED, result, known, "has another result");
        } else if (image.partition() != result.partition()) {
            add(Kind.DISORDERED, result, known, "has its result in another partition");
        } else if (image.number() < last) {
            add(Kind.DISORDERED, result, known, "has its result behind that of number " + last);
        }
        account.distinct += account.seen.get(image.number()) ? 0 : 1;
        account.seen.set(image.number());
        enterLast(account, result);
        String wrong = wrong(account, result, known);
        if (wrong != null) {
            add(Kind.WRONG, result, known, wrong);
        }
    }

    private void add(Kind kind, CommittedResult result, @Nullable ImagePosition known, String what) {
        String name = name(result.image(), known == null ? result.position() : known);
        findings.add(kind, "%s %s, at %s".formatted(name, what, result.place()));
    }

    private @Nullable Account account(SentImage image) {
        if (image.partition() < 0 || image.partition() >= partitions.size()) {
            return null;
        }
        Account account = partitions.get(image.partition());
        return image.number() < 0 || image.number() >= account.sent ? null : account;
    }

    /** They come from two topics, between which there is no order. */
    private static void enterLast(Account account, CommittedResult result) {
        int number = result.image().number();
        if (result.digits().isPresent()) {
            account.lastRead = Math.max(account.lastRead, number);
            account.read = result.readAt();
            account.version = result.version();
        } else {
            account.lastRejected = Math.max(account.lastRejected, number);
        }
    }

    /** What is wrong with a result but for its place; null if nothing is. */
    private @Nullable String wrong(Account account, CommittedResult result, @Nullable ImagePosition known) {
        boolean rejected = result.digits().isEmpty();
        if (account.rejected.get(result.image().number()) != rejected) {
            return rejected ? "is rejected" : "is read, though it is no image";
        }
        if (result.position() == null) {
            return "has a result without position";
        }
        if (known != null && !known.equals(result.position())) {
            return "has a result that names " + result.position();
        }
        String digits = result.digits().orElse("");
        String before = rejected ? digits : digitsOfKind.putIfAbsent(kind(result.image(), kinds), digits);
        return before == null || before.equals(digits)
                ? null
                : "is read as '%s', the same picture before as '%s'".formatted(digits, before);
    }

    /** Enters a record that is no result. */
    synchronized void enterUnknown(String place, String problem) {
        findings.add(Kind.WRONG, "%s is no result of an image: %s".formatted(place, problem));
    }

    private static String name(SentImage image, @Nullable ImagePosition position) {
        return position == null ? "image of " + image : "%s (%s)".formatted(position, image);
    }

    /** Images of a partition that were sent and have no result. */
    synchronized int waiting(int partition) {
        Account account = partitions.get(partition);
        return account.sent - account.distinct;
    }

    /** Results of all partitions. */
    synchronized long results() {
        return partitions.stream().mapToLong(account -> account.results).sum();
    }

    /** Whether in every partition something has been read since then, and with these weights. */
    synchronized boolean allReadSince(Instant then, String version) {
        return partitions.stream().allMatch(account -> account.read.isAfter(then) && account.version.equals(version));
    }

    /** What it all comes to. */
    synchronized Balance balance() {
        long lost = 0;
        long images = 0;
        for (Account account : partitions) {
            images += account.sent;
            lost += account.sent - account.distinct;
        }
        return new Balance(
                images,
                lost,
                findings.count(Kind.DOUBLED),
                findings.count(Kind.DISORDERED),
                findings.count(Kind.WRONG));
    }

    /** Returns what is lost, doubled, out of order and wrong, by name: the first {@value Findings#NAMED} of each, and how many more. */
    synchronized List<String> findings() {
        Findings lost = new Findings();
        for (int partition = 0; partition < partitions.size(); partition++) {
            Account account = partitions.get(partition);
            for (int number = account.seen.nextClearBit(0);
                    number < account.sent;
                    number = account.seen.nextClearBit(number + 1)) {
                lost.add(Kind.LOST, name(new SentImage(partition, number), account.positions.get(number)));
            }
        }
        List<String> lines = new ArrayList<>(lost.lines());
        lines.addAll(findings.lines());
        return lines;
    }
}
