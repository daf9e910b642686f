package io.digitstream.processor;

import io.digitstream.processor.pending.ChangelogTopic;
import io.digitstream.processor.results.OutputTopics;
import io.digitstream.processor.settings.ProcessorSettings;
import java.util.Map;

/**
 * What the broker said at start-up of the topics that a processor writes to. Immutable.
 *
 * @param outputs what the topics of results accept
 * @param changelog configurations to make the changelog topic with
 * @param maxRecordBytes largest record that can be kept pending, key and headers counted
 */
record CheckedTopics(OutputTopics outputs, Map<String, String> changelog, int maxRecordBytes) {
    CheckedTopics {
        changelog = Map.copyOf(changelog);
    }

    /** Returns what is assumed where the broker says nothing. */
    static CheckedTopics unknown(ProcessorSettings settings) {
        return new CheckedTopics(
                OutputTopics.UNKNOWN,
                ChangelogTopic.configs(settings.maxWrittenBytes(), settings.changelog()),
                settings.maxRecordBytes());
    }
}
