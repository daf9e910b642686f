package io.digitstream.trainer;

import io.digitstream.trainer.training.Optimization;
import io.digitstream.trainer.training.Schedule;
import picocli.CommandLine.Option;

/** The options that say how long and how fast a network is trained. */
final class ScheduleOptions {
    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "300000",
            description = "Images to train on. Default: ${DEFAULT-VALUE}")
    private long count;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "64",
            description = "Images a step. Default: ${DEFAULT-VALUE}")
    private int batch;

    @Option(
            names = "--replicas",
            paramLabel = "N",
            defaultValue = "2",
            description = "Networks that share a step's images, each on a thread of its own. Default: ${DEFAULT-VALUE}")
    private int replicas;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "0.002",
            description = "Of AdamW, at its highest. Default: ${DEFAULT-VALUE}")
    private double learningRate;

    @Option(
            names = "--weight-decay",
            paramLabel = "D",
            defaultValue = "0.05",
            description =
                    "Share by which weights shrink a step, divided by the learning rate. Default: ${DEFAULT-VALUE}")
    private double weightDecay;

    @Option(
            names = "--clip",
            paramLabel = "LENGTH",
            defaultValue = "10",
            description = "Longest gradient; longer ones are shortened. Default: ${DEFAULT-VALUE}")
    private double clip;

    @Option(
            names = "--average",
            paramLabel = "SHARE",
            defaultValue = "0.999",
            description =
                    "What the moving average of the weights keeps a step; 0 is no average. Default: ${DEFAULT-VALUE}")
    private double average;

    /** @throws IllegalArgumentException if the options make no sense */
    Schedule schedule(long seed) {
        return new Schedule(count, batch, new Optimization(learningRate, weightDecay, clip, average, replicas), seed);
    }
}
