package io.digitstream.recognizer.image;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegSegmentReader;
import com.drew.imaging.jpeg.JpegSegmentType;
import com.drew.imaging.png.PngChunk;
import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.exif.ExifReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Reads from a file's EXIF metadata how the photo is to be turned, and nothing else of them. Missing or broken metadata
 * leave a photo as it is stored; they never make it unreadable. Pure.
 */
final class ExifOrientation {
    /** As many bytes as a JPEG can have. A longer block has its first directory at the start, or is hostile. */
    private static final int MOST_BYTES = 0xFFFF;

    private ExifOrientation() {}

    static Orientation of(byte[] file, ImageFormat format) {
        try {
            return switch (format) {
                case JPEG -> inJpeg(file);
                case PNG -> inPng(file);
            };
        } catch (ImageProcessingException | IOException | RuntimeException e) {
            return Orientation.UPRIGHT;
        }
    }

    private static Orientation inJpeg(byte[] file) throws ImageProcessingException, IOException {
        Iterable<byte[]> segments = JpegSegmentReader.readSegments(
                        new SequentialByteArrayReader(file), List.of(JpegSegmentType.APP1))
                .getSegments(JpegSegmentType.APP1);
        for (byte[] segment : segments) {
            if (ExifReader.startsWithJpegExifPreamble(segment)) {
                return inBlock(new ByteArrayReader(segment, ExifReader.JPEG_SEGMENT_PREAMBLE.length()));
            }
        }
        return Orientation.UPRIGHT;
    }

    private static Orientation inPng(byte[] file) throws ImageProcessingException, IOException {
        Iterable<PngChunk> chunks =
                new PngChunkReader().extract(new SequentialByteArrayReader(file), Set.of(PngChunkType.eXIf));
        for (PngChunk chunk : chunks) {
            byte[] block = chunk.getBytes();
            return inBlock(new ByteArrayReader(Arrays.copyOf(block, Math.min(block.length, MOST_BYTES))));
        }
        return Orientation.UPRIGHT;
    }

    private static Orientation inBlock(ByteArrayReader block) throws ImageProcessingException, IOException {
        OrientationTag tag = new OrientationTag();
        new TiffReader().processTiff(block, tag, 0);
        return Orientation.of(tag.value());
    }
}
