package io.digitstream.recognizer.image;

import com.drew.imaging.tiff.TiffProcessingException;
import com.drew.lang.RandomAccessReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.tiff.DirectoryTiffHandler;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Picks the orientation out of the first directory of an EXIF block. It enters no other directory and lets no other value
 * be read: what they may hold is the file's to say, and with it the work. One thread, one block.
 */
final class OrientationTag extends DirectoryTiffHandler {
    private static final int TIFF = 42;
    private static final int BYTES = 2;

    private int value;

    OrientationTag() {
        super(new Metadata(), null);
    }

    /** As it stands in the block; 0 if there is none of the right type. */
    int value() {
        return value;
    }

    @Override
    public void setTiffMarker(int marker) throws TiffProcessingException {
        if (marker != TIFF) {
            throw new TiffProcessingException("expected the TIFF marker " + TIFF + ", not " + marker);
        }
        pushDirectory(new ExifIFD0Directory());
    }

    @Override
    public boolean tryEnterSubIfd(int tag) {
        return false;
    }

    @Override
    public boolean hasFollowerIfd() {
        return false;
    }

    @Override
    public @Nullable Long tryCustomProcessFormat(int tag, int format, long count) {
        return null;
    }

    /** Whether a tag is done with; the reader gives what is not to the setter of its type. */
    @Override
    public boolean customProcessTag(
            int offset, Set<Integer> directories, int header, RandomAccessReader block, int tag, int bytes) {
        return tag != ExifIFD0Directory.TAG_ORIENTATION || bytes != BYTES;
    }

    @Override
    public void setInt16u(int tag, int number) {
        value = number;
    }
}
