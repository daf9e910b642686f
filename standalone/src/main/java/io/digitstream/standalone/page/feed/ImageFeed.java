package io.digitstream.standalone.page.feed;

import io.digitstream.application.connection.Connection;
import io.digitstream.application.result.ImagePosition;
import io.digitstream.processor.results.RejectionHeaders;
import io.digitstream.recognizer.image.ForeignFormat;
import io.digitstream.recognizer.network.Head;
import io.digitstream.schemas.ImageEvent;
import io.digitstream.schemas.ImageValue;
import io.digitstream.schemas.Recognition;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.Topics;
import io.digitstream.schemas.WireFormat;
import io.digitstream.schemas.WireFormatException;
import io.digitstream.standalone.receiving.ResultOrigin;
import io.digitstream.standalone.sending.OwnHeaders;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sights of the records on the topics of images and results. One thread, the one that receives records. */
public final class ImageFeed implements Consumer<ConsumerRecord<String, byte[]>> {
    private static final Logger LOG = LoggerFactory.getLogger(ImageFeed.class);

    /** Records of each partition that a page begins with. */
    private static final long WINDOW = 100;

    private static final int MOST_IMAGES = 20_000;
    private static final int MOST_RESULTS = 500;

    private final Topics topics;
    private final TopicValues values;
    private final Consumer<Sight> receiver;
    private final Pairing pairing;
    private long nextId;
    private boolean saidUnpaired;

    ImageFeed(Topics topics, TopicValues values, long firstId, long mostBytes, Consumer<Sight> receiver) {
        this.topics = topics;
        this.values = values;
        this.nextId = firstId;
        this.pairing = new Pairing(new Pairing.Bounds(MOST_IMAGES, mostBytes, MOST_RESULTS));
        this.receiver = receiver;
    }

    /**
     * Follows the topics until the tail is closed.
     *
     * @param firstId larger than any that browsers may remember: they keep images by it
     * @param mostBytes of images that wait for their results
     */
    public static TopicTail follow(Connection connection, long firstId, long mostBytes, Consumer<Sight> receiver) {
        Topics topics = connection.topics();
        return new TopicTail(
                "page-images",
                connection,
                List.of(topics.images(), topics.recognitions(), topics.rejectedImages()),
                WINDOW,
                new ImageFeed(topics, connection.values(), firstId, mostBytes, receiver));
    }

    @Override
    public void accept(ConsumerRecord<String, byte[]> record) {
        Optional<Pairing.Pair> pair = record.topic().equals(topics.images())
                ? pairing.image(
                        new ImagePosition(record.topic(), record.partition(), record.offset()), image(record.value()))
                : pairing.result(result(record));
        pair.ifPresent(this::tell);
    }

    private void tell(Pairing.Pair pair) {
        Pairing.Result result = pair.result();
        receiver.accept(new Sight(nextId++, result.origin(), result.key(), pair.image(), result.outcome()));
    }

    private Pairing.Result result(ConsumerRecord<String, byte[]> record) {
        ResultOrigin origin = ResultOrigin.of(record.headers());
        Pairing.Result result = new Pairing.Result(origin, record.key(), outcome(record));
        if (origin.position() == null && !saidUnpaired) {
            saidUnpaired = true;
            LOG.warn(
                    "{}-{}@{} does not say which image it is about (no headers {}, .partition, .offset): such results are shown without"
                            + " their photos. Upgrade the processors to this version",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    ImagePosition.TOPIC_HEADER);
        }
        return result;
    }

    /** What is no image at all is one of no bytes: its rejection is shown all the same. */
    private ImageEvent image(byte @Nullable [] value) {
        if (value == null || ForeignFormat.of(value).isPresent()) {
            return noImage();
        }
        try {
            return ImageValue.parse(values, value);
        } catch (WireFormatException e) {
            return noImage();
        }
    }

    private static ImageEvent noImage() {
        return new ImageEvent(ByteBuffer.allocate(0), null, null, null);
    }

    private Outcome outcome(ConsumerRecord<String, byte[]> record) {
        return record.topic().equals(topics.rejectedImages())
                ? new Outcome.Rejected(
                        Objects.requireNonNullElse(OwnHeaders.text(record.headers(), RejectionHeaders.MESSAGE), ""))
                : new Outcome.Recognized(recognition(record.value()));
    }

    /** @throws WireFormatException if it is none, or one that lacks probabilities */
    private Recognition recognition(byte[] value) {
        Recognition recognition = values.decode(WireFormat.RECOGNITION, value);
        int digits = recognition.getDigitDistributions().size();
        boolean whole = digits > 0
                && recognition.getDigits().matches("[0-9]*")
                && recognition.getDigits().length() <= digits
                && recognition.getLengthDistribution().size() == Head.lengths(digits)
                && recognition.getDigitDistributions().stream().allMatch(digit -> digit.size() == Head.DIGITS);
        if (!whole) {
            throw new WireFormatException(
                    "a recognition of up to N digits, with N + 2 lengths and N times 11 digits",
                    recognition.toString());
        }
        return recognition;
    }
}
