package io.digitstream.standalone.torture;

/** What is done to a system at work. */
public enum Fault {
    KILL_PROCESSOR("kill -9 of a processor"),
    KILL_PROCESSOR_AND_STATE("kill -9 of a processor, its state deleted"),
    HALT_PROCESSOR("a processor stands still"),
    STOP_PROCESSOR("clean stop of a processor"),
    JOIN_AND_LEAVE("another processor joins and leaves"),
    /** So many processors take a small machine half a minute. */
    CROWD("more processors than partitions"),
    NEW_SETTINGS("rolling restart with other settings"),
    KILL_BROKER("kill -9 of a broker"),
    HALT_BROKER("a broker stands still"),
    STOP_BROKER("clean stop of a broker"),
    KILL_TRANSACTION_LEADER("kill -9 of the leader of a transaction log"),
    KILL_GROUP_COORDINATOR("kill -9 of the group's coordinator"),
    FLOOD("ten times as many images come"),
    ONLY_GARBAGE("nothing but garbage comes"),
    ONE_PARTITION("all images come to one partition"),
    SWAP_WEIGHTS("other weights in force"),
    SLOW_ENGINE("an engine takes 10 s for a batch"),
    FAILING_ENGINE("an engine fails on batches"),
    /** Nobody is helped before a minute has passed. */
    STUCK_ENGINE("an engine never comes back"),
    FULL_DISK("the disk under a processor's state is full") {
        @Override
        boolean isPossible() {
            return SmallDisk.isPossible();
        }
    },
    CUT_NETWORK("a broker cannot be reached") {
        @Override
        boolean isPossible() {
            return Firewall.isPossible();
        }
    };

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /** How often it comes, compared with the others: what takes long is rarer. */
    int frequency() {
        return this == CROWD || this == STUCK_ENGINE ? 1 : 4;
    }

    /** Whether it can be done here, by whoever runs this. */
    boolean isPossible() {
        return true;
    }

    @Override
    public String toString() {
        return words;
    }
}
