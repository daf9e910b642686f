package io.digitstream.processor.topics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** Decides whether a processor can go on from committed offsets and pending images without losing any. Immutable. */
record TopicIdentityCheck(TopicNames names) {
    /** Returns whether the beginnings of partitions decide if the processor can start. */
    boolean needsBeginnings(Optional<KnownTopics> known, DescribedTopics now) {
        if (!now.there().containsKey(names.pending())) {
            return true;
        }
        Map<String, Uuid> ids = now.ids();
        return known.map(topics -> topics.ids(names)).orElse(Map.of()).entrySet().stream()
                .anyMatch(topic -> differ(topic.getValue(), ids.get(topic.getKey())));
    }

    /** Returns whether the changelog of pending images is missing although images were read: the broker may not know it yet. */
    boolean missesPending(DescribedTopics now, List<CommittedOffset> offsets) {
        return !now.there().containsKey(names.pending()) && offsets.stream().anyMatch(CommittedOffset::mayLeaveOut);
    }

    /** Returns whether two ids are of different topics; brokers without topic ids give none, or zero. */
    private static boolean differ(Uuid before, @Nullable Uuid now) {
        return now != null && !now.equals(Uuid.ZERO_UUID) && !before.equals(Uuid.ZERO_UUID) && !before.equals(now);
    }

    /**
     * Checks topics before a start.
     *
     * @param known what the offsets and pending images refer to, if that is known
     * @param now topics by their names, the one of images among them
     * @param offsets that the group has committed
     * @throws TopicChangedException if images would be left out
     */
    void beforeStart(Optional<KnownTopics> known, Map<String, Topic> now, List<CommittedOffset> offsets) {
        Topic images = now.get(names.images());
        Topic pending = now.get(names.pending());
        if (images == null) {
            throw missing(names.images());
        }
        List<CommittedOffset> leftOut =
                offsets.stream().filter(CommittedOffset::mayLeaveOut).toList();
        if (!leftOut.isEmpty()) {
            known.filter(topics -> topics.name().equals(names.images()))
                    .filter(topics -> differ(topics.images(), images.id()))
                    .ifPresent(topics -> {
                        throw imagesChanged(topics.images(), images.id(), leftOut);
                    });
            requirePending(known.flatMap(KnownTopics::pending), pending);
        }
        if (pending != null && pending.partitions() > images.partitions()) {
            throw new TopicChangedException(
                    "Topic %s has %d partitions, but images are pending in %d: those of the other partitions would never be answered. Add partitions, then start the processor: %s"
                            .formatted(
                                    names.images(),
                                    images.partitions(),
                                    pending.partitions(),
                                    new RepairSteps(names).alter(names.images(), pending.partitions())));
        }
    }

    private void requirePending(Optional<Uuid> known, @Nullable Topic pending) {
        if (pending == null || (known.isPresent() && differ(known.get(), pending.id()))) {
            throw new TopicChangedException("Topic %s was deleted: images that were pending in it have no results.%s"
                    .formatted(names.pending(), new RepairSteps(names).readPendingAgain()));
        }
    }

    /**
     * Checks topics while a processor runs.
     *
     * @param before ids by the names of topics
     * @param now the same
     * @throws TopicChangedException if a topic that the processor reads or writes is another
     */
    void whileRunning(Map<String, Uuid> before, Map<String, Uuid> now) {
        before.forEach((topic, id) -> {
            Uuid current = now.get(topic);
            if (current != null && differ(id, current) && !topic.equals(names.weights())) {
                throw changed(topic, id, current);
            }
        });
    }

    private TopicChangedException changed(String topic, Uuid before, Uuid now) {
        if (topic.equals(names.images())) {
            return imagesChanged(before, now, List.of());
        }
        String what = another(topic, "has written to", before, now);
        if (topic.equals(names.pending())) {
            return new TopicChangedException(what + " Images that were pending in it may have no results."
                    + new RepairSteps(names).readPendingAgain());
        }
        return new TopicChangedException(what
                + " Results that it held are gone with it. Start the processor again: it goes on where it stopped.");
    }

    private TopicChangedException imagesChanged(Uuid before, Uuid now, List<CommittedOffset> leftOut) {
        String which = leftOut.stream()
                .map(offset -> "%d: %d to %d".formatted(offset.partition(), offset.beginning(), offset.offset() - 1))
                .collect(Collectors.joining(", "));
        return new TopicChangedException(another(names.images(), "has read", before, now)
                + " Its first images would be left out"
                + (which.isEmpty() ? "." : " (offsets of partition " + which + ").")
                + new RepairSteps(names).readFromBeginning());
    }

    private static String another(String topic, String verb, Uuid before, Uuid now) {
        return "Topic %s is not the topic that the processor %s: its id is %s, it was %s. It was deleted and created again."
                .formatted(topic, verb, now, before);
    }

    /** Returns the failure of a processor without one of its topics. */
    TopicChangedException missing(String topic) {
        String then = topic.equals(names.pending())
                ? "Stop all processors and start them again: they say what to do about images that were pending."
                : "Create it again and start the processor. It then says what to do if offsets are not right for it.";
        return new TopicChangedException("Topic " + topic + " was deleted, or the processor may not see it. " + then);
    }
}
