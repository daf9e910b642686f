package io.digitstream.standalone.torture;

/** What is done to a system at work. */
enum Fault {
    KILL_PROCESSOR("kill -9 of a processor"),
    KILL_PROCESSOR_AND_STATE("kill -9 of a processor, its state deleted"),
    HALT_PROCESSOR("a processor stands still"),
    STOP_PROCESSOR("clean stop of a processor"),
    JOIN_AND_LEAVE("another processor joins and leaves"),
    NEW_SETTINGS("rolling restart with other settings"),
    KILL_BROKER("kill -9 of a broker"),
    HALT_BROKER("a broker stands still"),
    STOP_BROKER("clean stop of a broker"),
    KILL_TRANSACTION_LEADER("kill -9 of the leader of a transaction log"),
    KILL_GROUP_COORDINATOR("kill -9 of the group's coordinator"),
    SWAP_WEIGHTS("other weights in force");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
