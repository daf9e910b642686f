package io.digitstream.processor;

import io.digitstream.application.registry.RegistryException;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.Topics;
import io.digitstream.schemas.WireFormat;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits at start-up until the schema registry, where there is one, knows what the processor writes. */
final class RegistryWatch {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryWatch.class);

    private RegistryWatch() {}

    /** @throws RegistryException if the registry refuses, for want of rights for example */
    static void awaitSchemas(Topics topics, TopicValues values) throws InterruptedException {
        await(topics.recognitions(), WireFormat.RECOGNITION, values);
        await(topics.trainingReports(), WireFormat.TRAINING_REPORT, values);
    }

    private static void await(String topic, WireFormat<?> format, TopicValues values) throws InterruptedException {
        while (true) {
            try {
                values.prepare(topic, format);
                return;
            } catch (RegistryException e) {
                if (!e.isAway()) {
                    throw e;
                }
                LOG.warn("{}; trying again", e.getMessage());
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }
}
