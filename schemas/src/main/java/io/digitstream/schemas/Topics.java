package io.digitstream.schemas;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The names of the six topics over which the applications meet: different, and legal in Kafka.
 *
 * @param images photos to be read, {@link ImageValue}; by default {@value #DEFAULT_IMAGES}
 * @param recognitions what was read, {@link Recognition} under the image's key; by default {@value #DEFAULT_RECOGNITIONS}
 * @param rejectedImages what could not be read as an image, untouched, the reason in headers; by default
 *     {@value #DEFAULT_REJECTED_IMAGES}
 * @param labeledImages photos whose number a person gave, {@link LabeledImage}; by default {@value #DEFAULT_LABELED_IMAGES}
 * @param weights releases of the network's weights and which one is in force, under {@link WeightsKey}s, compacted, of one
 *     partition; by default {@value #DEFAULT_WEIGHTS}
 * @param trainingReports what was decided about releases, {@link TrainingReport} under the release's version; by default
 *     {@value #DEFAULT_TRAINING_REPORTS}
 */
public record Topics(
        String images,
        String recognitions,
        String rejectedImages,
        String labeledImages,
        String weights,
        String trainingReports) {
    public static final String DEFAULT_IMAGES = "images";
    public static final String DEFAULT_RECOGNITIONS = "recognitions";
    public static final String DEFAULT_REJECTED_IMAGES = "rejected-images";
    public static final String DEFAULT_LABELED_IMAGES = "labeled-images";
    public static final String DEFAULT_WEIGHTS = "weights";
    public static final String DEFAULT_TRAINING_REPORTS = "training-reports";

    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    /**
     * Checks all names.
     *
     * @throws IllegalArgumentException that lists everything wrong with them at once
     */
    public Topics {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("images", images);
        names.put("recognitions", recognitions);
        names.put("rejected images", rejectedImages);
        names.put("labeled images", labeledImages);
        names.put("weights", weights);
        names.put("training reports", trainingReports);
        List<String> problems = problems(names);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** The six topics under their default names. */
    public static Topics defaults() {
        return new Topics(
                DEFAULT_IMAGES,
                DEFAULT_RECOGNITIONS,
                DEFAULT_REJECTED_IMAGES,
                DEFAULT_LABELED_IMAGES,
                DEFAULT_WEIGHTS,
                DEFAULT_TRAINING_REPORTS);
    }

    private static List<String> problems(Map<String, String> names) {
        List<String> problems = new ArrayList<>();
        Map<String, String> takenBy = new LinkedHashMap<>();
        names.forEach((topic, name) -> {
            if (!LEGAL.matcher(name).matches() || name.equals(".") || name.equals("..")) {
                problems.add("the topic of the " + topic
                        + ": expected 1 to 249 letters, digits, '.', '_' or '-', got \"" + name + "\"");
            }
            // Kafka keeps metrics under names with '.' turned into '_', and refuses topics that differ in nothing else.
            String other = takenBy.putIfAbsent(name.replace('.', '_'), topic);
            if (other != null) {
                problems.add("the topic of the " + topic + ": expected a name of its own, got \"" + name
                        + "\", which is taken by the " + other);
            }
        });
        return problems;
    }
}
