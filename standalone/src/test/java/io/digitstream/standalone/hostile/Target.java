package io.digitstream.standalone.hostile;

import io.digitstream.processor.intake.Intake;
import io.digitstream.recognizer.image.ImageLimits;
import io.digitstream.recognizer.image.ImageRejectedException;
import io.digitstream.recognizer.image.Region;
import io.digitstream.recognizer.network.Networks;
import io.digitstream.recognizer.pixels.Crop;
import io.digitstream.recognizer.pixels.Preparer;
import io.digitstream.recognizer.weights.InvalidWeightsException;
import io.digitstream.recognizer.weights.Release;
import io.digitstream.schemas.BrokenReleaseException;
import io.digitstream.schemas.TopicValues;
import io.digitstream.schemas.WeightsChunk;
import io.digitstream.schemas.WeightsFile;
import io.digitstream.schemas.WeightsIndex;
import io.digitstream.schemas.WeightsKeys;
import io.digitstream.schemas.WeightsRelease;
import io.digitstream.schemas.WireFormat;
import io.digitstream.schemas.WireFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** What takes bytes from outside: it reads them, or refuses them by the exception that is meant for it, and nothing else. */
enum Target {
    /** A file. */
    IMAGE {
        @Override
        void take(ByteBuffer input) throws ImageRejectedException {
            PREPARER.prepare(rest(input), null);
        }
    },
    /** Left, top, width, height, and a file. */
    IMAGE_WITH_REGION {
        @Override
        void take(ByteBuffer input) throws ImageRejectedException {
            Region region = region(input);
            PREPARER.prepare(rest(input), region);
        }
    },
    /** Width and height of a photo less one, then left, top, width and height of a region. */
    REGION {
        @Override
        void take(ByteBuffer input) throws ImageRejectedException {
            int width = 1 + (number(input) & 0xFFFF);
            int height = 1 + (number(input) & 0xFFFF);
            Crop crop = Crop.around(region(input), width, height);
            if (crop.left() < 0
                    || crop.top() < 0
                    || crop.left() + crop.width() > width
                    || crop.top() + crop.height() > height) {
                throw new AssertionError(crop + " leaves a photo of " + width + " x " + height);
            }
        }
    },
    /** A value on the topic of images. */
    IMAGE_VALUE {
        @Override
        void take(ByteBuffer input) throws ImageRejectedException {
            INTAKE.take(rest(input));
        }
    },
    /** What kind of record is wanted, and a value. */
    SINGLE_OBJECT_FRAME {
        @Override
        void take(ByteBuffer input) {
            WireFormat<?> format = format(input);
            TopicValues.singleObject().decode(format, rest(input));
        }
    },
    /** What kind of record is wanted, and a record. */
    SINGLE_OBJECT {
        @Override
        void take(ByteBuffer input) {
            WireFormat<?> format = format(input);
            TopicValues.singleObject().decode(format, Frames.singleObject(format, rest(input)));
        }
    },
    /** What kind of record is wanted, and a record. */
    CONFLUENT {
        @Override
        void take(ByteBuffer input) {
            WireFormat<?> format = format(input);
            Registry.VALUES.decode(format, Frames.confluent(1 + FORMATS.indexOf(format), rest(input)));
        }
    },
    /** A weights file. */
    WEIGHTS {
        @Override
        void take(ByteBuffer input) throws InvalidWeightsException {
            Release.read(rest(input));
        }
    },
    /** The header of a weights file, in JSON. */
    WEIGHTS_HEADER {
        @Override
        void take(ByteBuffer input) throws InvalidWeightsException {
            byte[] header = rest(input);
            Release.read(ByteBuffer.allocate(Long.BYTES + header.length)
                    .putLong(Long.reverseBytes(header.length))
                    .put(header)
                    .array());
        }
    },
    /** A manifest, whose only chunk are its last 16 bytes. */
    MANIFEST {
        @Override
        void take(ByteBuffer input) throws BrokenReleaseException {
            byte[] record = rest(input);
            WeightsRelease release =
                    WireFormat.WEIGHTS_RELEASE.decode(Frames.singleObject(WireFormat.WEIGHTS_RELEASE, record));
            WeightsIndex index = new WeightsIndex(TopicValues.singleObject());
            index.add("release/" + release.getVersion(), WireFormat.WEIGHTS_RELEASE.encode(release));
            WeightsFile file = new WeightsFile(TopicValues.singleObject(), release);
            ByteBuffer chunk = ByteBuffer.wrap(record, Math.max(0, record.length - 16), Math.min(16, record.length));
            file.add(
                    WeightsKeys.chunk(release.getVersion(), 0),
                    WireFormat.WEIGHTS_CHUNK.encode(new WeightsChunk(release.getVersion(), 0, chunk)));
            file.join(MOST_BYTES);
        }
    },
    /** A request of the page: method and path, a header, each after its length in a byte, and a body. */
    REQUEST {
        @Override
        void take(ByteBuffer input) throws IOException {
            Page.PAGE.ask(piece(input), piece(input), rest(input));
        }
    };

    private static final int MOST_BYTES = 1 << 20;
    private static final Preparer PREPARER = Networks.of(5).preparer(new ImageLimits(MOST_BYTES, 1_000_000));
    private static final Intake INTAKE = new Intake(TopicValues.singleObject(), PREPARER);
    private static final List<WireFormat<?>> FORMATS = WireFormat.all();

    /** Started when it is asked for the first time. */
    private static final class Page {
        static final AskedPage PAGE = new AskedPage();
    }

    /** Started when it is asked for the first time. */
    private static final class Registry {
        static final TopicValues VALUES = SmallRegistry.values(FORMATS);
    }

    abstract void take(ByteBuffer input) throws Exception;

    /**
     * Tries it once.
     *
     * @throws Exception if the input was neither read nor refused
     */
    void tryWith(ByteBuffer input) throws Exception {
        try {
            take(input);
        } catch (ImageRejectedException | WireFormatException | InvalidWeightsException | BrokenReleaseException e) {
            // Refused.
        }
    }

    private static Region region(ByteBuffer input) throws ImageRejectedException {
        return Region.of(number(input), number(input), number(input), number(input));
    }

    private static int number(ByteBuffer input) {
        return input.remaining() < Integer.BYTES ? 0 : input.getInt();
    }

    private static int octet(ByteBuffer input) {
        return input.hasRemaining() ? Byte.toUnsignedInt(input.get()) : 0;
    }

    private static WireFormat<?> format(ByteBuffer input) {
        return FORMATS.get(octet(input) % FORMATS.size());
    }

    private static byte[] piece(ByteBuffer input) {
        byte[] piece = new byte[Math.min(octet(input), input.remaining())];
        input.get(piece);
        return piece;
    }

    private static byte[] rest(ByteBuffer input) {
        byte[] rest = new byte[input.remaining()];
        input.get(rest);
        return rest;
    }
}
