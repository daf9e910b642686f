package io.digitstream.trainer.training;

import io.digitstream.recognizer.weights.Release;
import io.digitstream.trainer.examples.Mix;
import org.jspecify.annotations.Nullable;

/**
 * All that decides what a training run of the reading network computes. Immutable; a checkpoint belongs to the plan with the
 * same text.
 *
 * @param trainee the network and its objective
 * @param parent whose weights training goes on from, of the same architecture; null to begin with random ones
 * @param schedule how long and how fast
 * @param mix what the images are made of
 */
public record TrainingPlan(ReadingTrainee trainee, @Nullable Release parent, Schedule schedule, Mix mix) {
    public TrainingPlan {
        if (parent != null && !parent.networks().reading().equals(trainee.architecture())) {
            throw new IllegalArgumentException("release " + parent.version() + " is of another network");
        }
    }
}
