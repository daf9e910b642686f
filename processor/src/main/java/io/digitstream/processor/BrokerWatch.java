package io.digitstream.processor;

import io.digitstream.application.commandline.MisconfiguredException;
import io.digitstream.application.connection.BrokerProbe;
import io.digitstream.processor.settings.ProcessorSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits at start-up until the broker answers and has the topics: a processor may well be started before its broker. */
final class BrokerWatch {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private BrokerWatch() {}

    /** @throws ExecutionException if the broker refuses, for want of rights for example */
    static void awaitTopics(ProcessorSettings settings) throws InterruptedException, ExecutionException {
        Set<String> needed = Set.of(
                settings.topics().images(),
                settings.topics().recognitions(),
                settings.topics().rejectedImages());
        String servers = settings.kafka().getOrDefault(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "no address");
        requireSameProtocol(settings, servers);
        try (Admin admin = admin(settings)) {
            for (Set<String> missing = missing(admin, needed, servers);
                    !missing.isEmpty();
                    missing = missing(admin, needed, servers)) {
                TimeUnit.SECONDS.sleep(1);
                requireSameProtocol(settings, servers);
            }
        }
    }

    /** A client that does not wait for long. */
    static Admin admin(ProcessorSettings settings) {
        Map<String, Object> properties = new StreamsConfig(settings.kafka()).getAdminConfigs("start");
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        return Admin.create(properties);
    }

    /** Kafka's client takes TLS's answer for the size of a record, and waits for the rest of it. */
    private static void requireSameProtocol(ProcessorSettings settings, String servers) {
        String protocol = settings.kafka()
                .getOrDefault(AdminClientConfig.SECURITY_PROTOCOL_CONFIG, AdminClientConfig.DEFAULT_SECURITY_PROTOCOL);
        BrokerProbe found = BrokerProbe.of(servers);
        Optional<String> mismatch = found.mismatch(protocol);
        if (mismatch.isPresent()) {
            throw new MisconfiguredException(List.of(mismatch.get()));
        }
        found.unreachable().ifPresent(problem -> LOG.warn("{}", problem));
    }

    /** Topics that are not there; all of them while the broker is away. */
    private static Set<String> missing(Admin admin, Set<String> needed, String servers)
            throws InterruptedException, ExecutionException {
        Set<String> missing = new TreeSet<>(needed);
        try {
            missing.removeAll(admin.listTopics().names().get(PATIENCE.toSeconds() + 1, TimeUnit.SECONDS));
            if (!missing.isEmpty()) {
                LOG.warn("The broker at {} has no topics {}; waiting for them", servers, missing);
            }
        } catch (TimeoutException e) {
            LOG.warn("No broker answers at {}; trying again", servers);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RetriableException)) {
                throw e;
            }
            LOG.warn("No broker answers at {}; trying again", servers);
        }
        return missing;
    }
}
