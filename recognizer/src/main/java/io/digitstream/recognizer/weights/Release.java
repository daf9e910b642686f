package io.digitstream.recognizer.weights;

import io.digitstream.recognizer.location.LookReader;
import io.digitstream.recognizer.network.Architecture;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.pixels.Crop;
import io.digitstream.recognizer.sequence.Calibration;
import io.digitstream.recognizer.sequence.ReadingProfile;
import io.digitstream.recognizer.sequence.SequenceReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One set of weights for both networks with all that is needed to use it: numbers, calibration, threshold, and where it comes from.
 * Immutable; a release that exists has passed every check.
 */
public final class Release {
    /** Larger files are refused unread. */
    public static final int MAX_BYTES = 256 << 20;

    /** The note, if any, on what was read in validation where the place of the number was given: a profile's text. */
    public static final String PROFILE = "profile";

    /** What the entries begin with that are for numbers whose place was found. */
    private static final String FOUND = "found.";

    /** What the entries begin with that hold golden images; the rest of each is its place among them. */
    private static final String GOLDEN = "golden.";

    /** The note, if any, on what was read in validation where the place of the number was found: a profile's text. */
    public static final String FOUND_PROFILE = FOUND + PROFILE;

    /** The note, if any, on how the reading network is computed in whole numbers. */
    private static final String INT8 = "int8";

    /** The note on how many digits the longest number has that is read. */
    private static final String DIGITS = "digits";

    private static final String FIRST_DIGITS = "5";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,80}");
    private static final String FORMAT = "digitstream-weights/2";
    private static final Map<String, String> RULES = Map.of(
            "format",
            FORMAT,
            "alphabet",
            "0123456789",
            "normalization",
            "(value - mean) / deviation, of each image, deviation at least 6",
            "crop",
            "region enlarged " + Crop.ENLARGEMENT + " times, cut at the edges, stretched",
            "overview",
            "whole photo in its proportions, in the middle, 0 around it");

    private final Networks networks;
    private final ReleaseTensors tensors;
    private final SequenceReader reader;
    private final LookReader lookReader;
    private final Map<String, String> metadata;
    private final List<GoldenImage> golden;
    private final String version;

    private Release(
            Networks networks,
            ReleaseTensors tensors,
            SequenceReader reader,
            LookReader lookReader,
            Map<String, String> metadata,
            List<GoldenImage> golden,
            String version) {
        this.networks = networks;
        this.tensors = tensors;
        this.reader = reader;
        this.lookReader = lookReader;
        this.metadata = metadata;
        this.golden = golden;
        this.version = version;
    }

    /**
     * A new release.
     *
     * @param tensors all that the networks declare
     * @param reader calibration and threshold of images that come with the place of their number
     * @param lookReader the same where it is found
     * @param notes what people want to know: when and from what data it was made, its terms, parent, scores; and its profiles
     * @throws InvalidWeightsException if a tensor is missing, has another shape, or holds a number that is not finite, or a
     *     profile is malformed
     */
    public static Release of(
            Networks networks,
            List<Tensor> tensors,
            SequenceReader reader,
            LookReader lookReader,
            Map<String, String> notes)
            throws InvalidWeightsException {
        Map<String, String> metadata = new TreeMap<>(notes);
        metadata.putAll(RULES);
        // One among the notes that came from a parent is of other weights.
        metadata.remove(INT8);
        metadata.put("architecture", networks.reading().toString());
        metadata.put(DIGITS, Integer.toString(networks.reading().digits()));
        metadata.put("locator", networks.locating().toString());
        metadata.put("fingerprint", networks.fingerprint());
        putReader(metadata, "", reader);
        putReader(metadata, FOUND, lookReader.reader());
        ReleaseTensors all = new ReleaseTensors(tensors);
        metadata.put("sha256", all.sha256());
        return checked(networks, all, metadata);
    }

    /**
     * The same release with images to prove itself by, instead of those that it has.
     *
     * @param images small ones, which it reads right: all have to fit into the file's header of 1 MiB
     */
    public Release withGolden(List<GoldenImage> images) {
        Map<String, String> changed = new TreeMap<>(metadata);
        changed.keySet().removeIf(key -> key.startsWith(GOLDEN));
        for (int i = 0; i < images.size(); i++) {
            changed.put(
                    GOLDEN + String.format(Locale.ROOT, "%03d", i),
                    images.get(i).toString());
        }
        return new Release(networks, tensors, reader, lookReader, Map.copyOf(changed), List.copyOf(images), version);
    }

    /** The same release with another way to compute it in whole numbers, or the first one. */
    public Release withQuantization(Quantization quantization) {
        Map<String, String> changed = new TreeMap<>(metadata);
        changed.put(INT8, quantization.text());
        return new Release(networks, tensors, reader, lookReader, Map.copyOf(changed), golden, version);
    }

    private static List<GoldenImage> golden(Map<String, String> metadata) throws InvalidWeightsException {
        List<GoldenImage> images = new ArrayList<>();
        for (Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
            if (entry.getKey().startsWith(GOLDEN)) {
                try {
                    images.add(GoldenImage.parse(entry.getValue()));
                } catch (IllegalArgumentException e) {
                    throw new InvalidWeightsException("the release's " + entry.getKey() + ": " + e.getMessage(), e);
                }
            }
        }
        return List.copyOf(images);
    }

    /**
     * Reads a safetensors file and puts it through every check: size, layout, format, architecture, hash, names, shapes,
     * finiteness, profiles.
     *
     * @throws InvalidWeightsException that names the check which failed
     */
    public static Release read(byte[] file) throws InvalidWeightsException {
        if (file.length > MAX_BYTES) {
            throw new InvalidWeightsException(
                    "the weights file has %,d bytes, the limit is %,d".formatted(file.length, MAX_BYTES));
        }
        Safetensors content = Safetensors.read(file);
        return checked(networks(content.metadata()), new ReleaseTensors(content.tensors()), content.metadata());
    }

    /** Those of the digits that it states; the first releases all read five, and do not say so. */
    private static Networks networks(Map<String, String> metadata) throws InvalidWeightsException {
        String digits = metadata.getOrDefault(DIGITS, FIRST_DIGITS);
        try {
            return Networks.of(Integer.parseInt(digits));
        } catch (IllegalArgumentException e) {
            throw new InvalidWeightsException(
                    "the release reads numbers of up to '%s' digits, expected 1 to %d"
                            .formatted(digits, Architecture.MAX_DIGITS),
                    e);
        }
    }

    private static Release checked(Networks networks, ReleaseTensors tensors, Map<String, String> metadata)
            throws InvalidWeightsException {
        for (Map.Entry<String, String> rule : new TreeMap<>(RULES).entrySet()) {
            require(metadata, rule.getKey(), rule.getValue());
        }
        require(metadata, "fingerprint", networks.fingerprint());
        String name = metadata.getOrDefault("name", "weights");
        if (!isName(name)) {
            throw new InvalidWeightsException("the release's name is not 1 to 80 letters, digits, '.', '_' or '-'");
        }
        tensors.check(networks);
        String sha256 = tensors.sha256();
        require(metadata, "sha256", sha256);
        requireProfile(networks, metadata, PROFILE);
        requireProfile(networks, metadata, FOUND_PROFILE);
        requireQuantization(networks, metadata);
        return new Release(
                networks,
                tensors,
                reader(networks, metadata, ""),
                new LookReader(reader(networks, metadata, FOUND)),
                Map.copyOf(metadata),
                golden(metadata),
                name + "-" + sha256.substring(0, 8));
    }

    private static void putReader(Map<String, String> metadata, String prefix, SequenceReader reader) {
        metadata.put(
                prefix + "calibration",
                reader.calibration().temperatures().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(",")));
        metadata.put(prefix + "threshold", Double.toString(reader.threshold()));
    }

    /** Whether a release may be called so; its version begins with its name. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    private static void require(Map<String, String> metadata, String key, String expected)
            throws InvalidWeightsException {
        String found = metadata.get(key);
        if (!expected.equals(found)) {
            throw new InvalidWeightsException("the release's %s is %s, this version of Digitstream takes %s"
                    .formatted(key, found == null ? "not stated" : "'" + found + "'", "'" + expected + "'"));
        }
    }

    private static void requireProfile(Networks networks, Map<String, String> metadata, String key)
            throws InvalidWeightsException {
        try {
            int expected = networks.reading().digits();
            Optional<ReadingProfile> profile = profile(metadata, key);
            if (profile.isPresent() && profile.get().longest() != expected) {
                throw new InvalidWeightsException("the release's %s counts numbers of up to %d digits, expected %d"
                        .formatted(key, profile.get().longest(), expected));
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidWeightsException("the release's " + key + ": " + e.getMessage(), e);
        }
    }

    private static void requireQuantization(Networks networks, Map<String, String> metadata)
            throws InvalidWeightsException {
        try {
            Optional<Quantization> quantization = quantization(metadata);
            int expected = networks.reading().blocks().size();
            if (quantization.isPresent() && quantization.get().reach().size() != expected) {
                throw new InvalidWeightsException("the release's %s states how far values reach in %d places, not in %d"
                        .formatted(INT8, quantization.get().reach().size(), expected));
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidWeightsException("the release's " + INT8 + ": " + e.getMessage(), e);
        }
    }

    private static Optional<Quantization> quantization(Map<String, String> metadata) {
        return Optional.ofNullable(metadata.get(INT8)).map(Quantization::parse);
    }

    private static Optional<ReadingProfile> profile(Map<String, String> metadata, String key) {
        return Optional.ofNullable(metadata.get(key)).map(ReadingProfile::parse);
    }

    private static SequenceReader reader(Networks networks, Map<String, String> metadata, String prefix)
            throws InvalidWeightsException {
        try {
            List<Double> temperatures = Arrays.stream(
                            metadata.getOrDefault(prefix + "calibration", "").split(",", -1))
                    .map(Double::valueOf)
                    .toList();
            int expected = networks.reading().heads().size();
            if (temperatures.size() != expected) {
                throw new InvalidWeightsException("the release's %scalibration has %d temperatures, expected %d"
                        .formatted(prefix, temperatures.size(), expected));
            }
            return new SequenceReader(
                    new Calibration(temperatures), Double.parseDouble(metadata.getOrDefault(prefix + "threshold", "")));
        } catch (IllegalArgumentException e) {
            throw new InvalidWeightsException(
                    "the release's " + prefix + "calibration or threshold: " + e.getMessage(), e);
        }
    }

    /** The release as a safetensors file. */
    public byte[] write() {
        return new Safetensors(metadata, tensors.all()).write();
    }

    /** What a reading names: the release's name and the first 8 digits of its hash. */
    public String version() {
        return version;
    }

    public Networks networks() {
        return networks;
    }

    public List<Tensor> tensors() {
        return tensors.all();
    }

    /** Those of the tensors that fill the network that reads. */
    public List<Tensor> readingTensors() {
        return tensors.reading();
    }

    /** Those of the tensors that fill the network that finds numbers. */
    public List<Tensor> locatingTensors() {
        return tensors.locating();
    }

    /** How scores become a reading under this release. */
    public SequenceReader reader() {
        return reader;
    }

    /** How the scores of looks become a reading under this release, where the place of the number was found. */
    public LookReader lookReader() {
        return lookReader;
    }

    /** Images by which it proves that it works; none in releases that were made without. */
    public List<GoldenImage> golden() {
        return golden;
    }

    /** What this release read on the photos it was validated on, where the place of the number was given; older ones do not say. */
    public Optional<ReadingProfile> profile() {
        return profile(metadata, PROFILE);
    }

    /** The same where the place was found. */
    public Optional<ReadingProfile> foundProfile() {
        return profile(metadata, FOUND_PROFILE);
    }

    /** How the network that reads is computed in whole numbers; releases do not have to say. */
    public Optional<Quantization> quantization() {
        return quantization(metadata);
    }

    /** All that stands in the file beside the numbers. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** {@link #metadata()} without its images: what people and tools want to list. */
    public Map<String, String> description() {
        Map<String, String> description = new TreeMap<>(metadata);
        description.keySet().removeIf(key -> key.startsWith(GOLDEN));
        return description;
    }

    /** One entry of {@link #metadata()}. */
    public @Nullable String note(String key) {
        return metadata.get(key);
    }

    /** Its version. */
    @Override
    public String toString() {
        return version;
    }
}
