package io.digitstream.standalone.torture;

import io.digitstream.standalone.torture.TortureRun.Suffered;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a run came to. Immutable.
 *
 * @param findings what is lost, doubled, out of order or wrong, by name
 * @param faults that were inflicted, in order
 * @param minutes of the run, in order
 * @param revived processors that had to be started again because they had ended or hung
 */
public record TortureReport(
        Balance balance, List<String> findings, List<Suffered> faults, List<Minute> minutes, int revived) {
    public TortureReport {
        findings = List.copyOf(findings);
        faults = List.copyOf(faults);
        minutes = List.copyOf(minutes);
    }

    /**
     * Faults of one kind. Immutable.
     *
     * @param recovery the median
     */
    public record OfKind(Fault kind, int faults, Duration recovery, Duration longest) {}

    /** Whether each image had exactly one result, the right one, in order. */
    public boolean isExact() {
        return balance.isExact();
    }

    /** Whether each image had a result, and all the right one. */
    public boolean isComplete() {
        return balance.isComplete();
    }

    /** Each kind that came. */
    public List<OfKind> kinds() {
        return faults.stream()
                .map(fault -> fault.step().fault())
                .distinct()
                .sorted()
                .map(this::ofKind)
                .toList();
    }

    private OfKind ofKind(Fault kind) {
        List<Duration> recoveries = faults.stream()
                .filter(fault -> fault.step().fault() == kind)
                .map(Suffered::recovery)
                .sorted()
                .toList();
        return new OfKind(
                kind, recoveries.size(), recoveries.get(recoveries.size() / 2), recoveries.get(recoveries.size() - 1));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "lost %d, doubled %d, disordered %d of %d images, %d faults of %d kinds; wrong %d",
                balance.lost(),
                balance.doubled(),
                balance.disordered(),
                balance.images(),
                faults.size(),
                kinds().size(),
                balance.wrong());
    }
}
