package io.digitstream.application.connection;

import io.digitstream.schemas.Topics;
import picocli.CommandLine.Option;

/** The options about the names of topics. */
final class TopicOptions {
    @Option(
            names = "--images-topic",
            paramLabel = "NAME",
            defaultValue = Topics.DEFAULT_IMAGES,
            description = "Default: ${DEFAULT-VALUE}")
    private String images = Topics.DEFAULT_IMAGES;

    @Option(
            names = "--recognitions-topic",
            paramLabel = "NAME",
            defaultValue = Topics.DEFAULT_RECOGNITIONS,
            description = "Default: ${DEFAULT-VALUE}")
    private String recognitions = Topics.DEFAULT_RECOGNITIONS;

    @Option(
            names = "--rejected-images-topic",
            paramLabel = "NAME",
            defaultValue = Topics.DEFAULT_REJECTED_IMAGES,
            description = "Default: ${DEFAULT-VALUE}")
    private String rejectedImages = Topics.DEFAULT_REJECTED_IMAGES;

    @Option(
            names = "--labeled-images-topic",
            paramLabel = "NAME",
            defaultValue = Topics.DEFAULT_LABELED_IMAGES,
            description = "Default: ${DEFAULT-VALUE}")
    private String labeledImages = Topics.DEFAULT_LABELED_IMAGES;

    @Option(
            names = "--weights-topic",
            paramLabel = "NAME",
            defaultValue = Topics.DEFAULT_WEIGHTS,
            description = "Default: ${DEFAULT-VALUE}")
    private String weights = Topics.DEFAULT_WEIGHTS;

    @Option(
            names = "--training-reports-topic",
            paramLabel = "NAME",
            defaultValue = Topics.DEFAULT_TRAINING_REPORTS,
            description = "Default: ${DEFAULT-VALUE}")
    private String trainingReports = Topics.DEFAULT_TRAINING_REPORTS;

    /** @throws IllegalArgumentException if a name is none, or given twice */
    Topics topics() {
        return new Topics(images, recognitions, rejectedImages, labeledImages, weights, trainingReports);
    }
}
