package io.digitstream.processor.settings;

import io.digitstream.recognizer.engine.Device;
import io.digitstream.recognizer.engine.Precision;
import io.digitstream.recognizer.location.LookPlan;
import java.util.List;

/**
 * One setting as it is documented. Immutable.
 *
 * @param name in a file; in the environment in capitals, with {@code _} for every other character
 * @param standard its value where none is given; empty for none
 * @param meaning for the README
 * @param legacyNames former names: a value under one of them counts, with a warning
 */
record Setting(String name, String standard, String meaning, List<String> legacyNames) {
    static final Setting IMAGES = new Setting("topics.images", "images", "Topic that images come from");
    static final Setting RECOGNITIONS = new Setting("topics.recognitions", "recognitions", "Topic that readings go to");
    static final Setting REJECTED =
            new Setting("topics.rejected-images", "rejected-images", "Topic that unreadable records go to, untouched");
    static final Setting LABELED =
            new Setting("topics.labeled-images", "labeled-images", "Topic of images with their right numbers");
    static final Setting WEIGHTS = new Setting("topics.weights", "weights", "Topic that releases of weights come from");
    static final Setting REPORTS =
            new Setting("topics.training-reports", "training-reports", "Topic that says what became of releases");
    static final Setting BATCH_SIZE = new Setting("batch.max-size", "32", "Images that a batch has at most");
    static final Setting LINGER = new Setting(
            "batch.linger-ms", "0", "Longest that an image waits for others while the engine is idle, in milliseconds");
    static final Setting TARGET = new Setting(
            "batch.target-ms",
            "100",
            "Time that reading a batch should take, in milliseconds; where it takes longer, batches become smaller");
    static final Setting SLOTS =
            new Setting("slots-per-task", "64", "Images of one partition that may be between intake and result");
    static final Setting MAX_BYTES =
            new Setting("images.max-bytes", "10485760", "Largest image file, in bytes", List.of("image.max-bytes"));
    static final Setting MAX_PIXELS = new Setting(
            "images.max-pixels",
            "50000000",
            "Largest image, width times height as its header states them",
            List.of("image.max-pixels"));
    static final Setting THRESHOLD = new Setting(
            "uncertain-below",
            "",
            "Confidence below which a reading is uncertain, 0 to 1; by default the release's own");

    static final Setting DIGITS = new Setting(
            "digits.max",
            "12",
            "Digits of the longest number that is read, 1 to 12; longer ones are too long. A release's own limit counts too");

    static final Setting PLACES = new Setting(
            "looks.places",
            Integer.toString(LookPlan.DEFAULT.places()),
            "Places at most that are read in a photo without a region, the likeliest first");
    static final Setting SIZES = new Setting(
            "looks.sizes",
            Integer.toString(LookPlan.DEFAULT.sizes()),
            "Sizes in which each of these places is read, 1 to " + LookPlan.MOST_SIZES);

    static final Setting ENGINE = new Setting(
            "inference.engine",
            "",
            "Library that runs the networks: onnx, or dl4j, which is slower; if not set, onnx, but dl4j on Intel Macs");

    static final Setting DEVICE = new Setting(
            "inference.device",
            Device.CPU.toString(),
            "Device that the networks run on: cpu, or cuda, for which the build needs the Maven profile cuda");
    static final Setting PRECISION = new Setting(
            "inference.precision",
            Precision.FP32.toString(),
            "Numbers that the reading network is computed in: fp32, or int8, about twice as fast, which takes releases alone"
                    + " that read at most 0.3 points less then");

    static final Setting PUBLIC_KEY = new Setting(
            "weights.public-key",
            "",
            "PEM file with an Ed25519 public key: releases that are not signed with its private key are refused");
    static final Setting SHADOW_SHARE = new Setting(
            "shadow.share",
            "0",
            "Share of batches that the release before reads as well, after a new one took over, 0 to 1");
    static final Setting SHADOW_BOUND = new Setting(
            "shadow.most-disagreement",
            "0.1",
            "Share of the sure readings of the release before that the new one may contradict, 0 to 1; beyond it the"
                    + " processor goes back by itself");
    static final Setting REGISTRY = new Setting(
            "schema.registry.url",
            "",
            "Schema registry with Confluent's API: values are in Confluent's wire format then; by default in Avro's"
                    + " single-object encoding");
    static final Setting METRICS_PORT =
            new Setting("metrics.port", "", "Port at which Prometheus finds metrics, under /metrics; by default none");
    static final Setting METRICS_HOST =
            new Setting("metrics.host", "localhost", "Name or address that this port is opened on");

    static final List<Setting> ALL = List.of(
            IMAGES,
            RECOGNITIONS,
            REJECTED,
            LABELED,
            WEIGHTS,
            REPORTS,
            BATCH_SIZE,
            LINGER,
            TARGET,
            SLOTS,
            MAX_BYTES,
            MAX_PIXELS,
            PLACES,
            SIZES,
            THRESHOLD,
            DIGITS,
            ENGINE,
            DEVICE,
            PRECISION,
            PUBLIC_KEY,
            SHADOW_SHARE,
            SHADOW_BOUND,
            REGISTRY,
            METRICS_PORT,
            METRICS_HOST);

    Setting {
        legacyNames = List.copyOf(legacyNames);
    }

    private Setting(String name, String standard, String meaning) {
        this(name, standard, meaning, List.of());
    }
}
