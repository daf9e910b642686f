package io.digitstream.standalone.torture;

import java.util.ArrayList;
import java.util.List;

/** Packets to and from a port of this machine that get lost, without anybody being told. One thread. */
final class Firewall implements AutoCloseable {
    private static final List<String> DIRECTIONS = List.of("--dport", "--sport");

    private final List<Integer> cut = new ArrayList<>();

    /** Whether whoever runs this may change the rules. */
    static boolean isPossible() {
        // A port that nobody uses: it is not given out.
        boolean possible = rule("-A", "--dport", 1);
        return possible && rule("-D", "--dport", 1);
    }

    private static boolean rule(String what, String direction, int port) {
        return Tool.run(
                "iptables", what, "INPUT", "-i", "lo", "-p", "tcp", direction, Integer.toString(port), "-j", "DROP");
    }

    /** From now on nothing passes. */
    void cut(int port) {
        cut.add(port);
        DIRECTIONS.forEach(direction -> rule("-A", direction, port));
    }

    /** All is as it was. */
    void mend() {
        cut.forEach(port -> DIRECTIONS.forEach(direction -> rule("-D", direction, port)));
        cut.clear();
    }

    @Override
    public void close() {
        mend();
    }
}
