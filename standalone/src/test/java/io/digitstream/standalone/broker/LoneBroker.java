package io.digitstream.standalone.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/** A broker alone in its cluster, on any free port, with settings of its own. */
final class LoneBroker {
    /** Between choosing a free port and binding it, somebody else may take it. */
    private static final int ATTEMPTS = 3;

    private LoneBroker() {}

    static EmbeddedBroker start(Path folder, List<String> credentials, Map<String, String> settings)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            BrokerCluster alone = new BrokerCluster(Uuid.randomUuid().toString(), List.of(LoopbackPorts.reserve(0)));
            try {
                return EmbeddedBroker.start(folder, alone, 1, credentials, settings);
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
