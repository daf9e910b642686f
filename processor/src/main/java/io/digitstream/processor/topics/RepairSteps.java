package io.digitstream.processor.topics;

/** The commands that set a group right after a topic has changed. Immutable. */
record RepairSteps(TopicNames names) {
    /** Reads the topic of images from its beginning. */
    String readFromBeginning() {
        return steps("--to-earliest", "")
                + "\nImages of the former topic that are pending are answered first. If the offsets are right for this topic"
                + " as well, take --to-current instead of --to-earliest.";
    }

    /** Reads again as many images as may have been pending. */
    String readPendingAgain() {
        return steps("--shift-by -" + names.slots(), " Delete their state directories (kafka.state.dir).")
                + "\nUp to " + names.slots()
                + " images of each partition are then answered twice, and none is left out."
                + " Where producers are transactional their markers count as well: shift further. If nothing was"
                + " pending, take --to-current instead.";
    }

    /** Adds partitions to a topic. */
    String alter(String topic, int partitions) {
        return "kafka-topics.sh --bootstrap-server %s --alter --topic %s --partitions %d"
                .formatted(names.servers(), topic, partitions);
    }

    private String steps(String reset, String more) {
        String groups =
                "kafka-consumer-groups.sh --bootstrap-server %s --group %s".formatted(names.servers(), names.group());
        return "\n1. Stop all processors and wait until this says Empty: " + groups + " --describe --state." + more
                + "\n2. " + groups + " --topic " + names.images() + " --reset-offsets " + reset + " --execute"
                + "\n3. Start the processors.";
    }
}
