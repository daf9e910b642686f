package io.digitstream.trainer.cycle;

import io.digitstream.schemas.LabeledImage;
import io.digitstream.schemas.WeightsFile;
import java.nio.ByteBuffer;

/**
 * One image that a person labelled, as it stands on the topic. Immutable as long as nobody changes the record.
 *
 * @param id hash of the image's bytes: the same image always stands on the same side of the split, however often and by
 *     whomever it is sent
 * @param image with its label
 * @param fresh whether no cycle has learned from it yet
 */
record Label(String id, LabeledImage image, boolean fresh) {
    private static final int ID_LENGTH = 16;

    static Label of(LabeledImage image, boolean fresh) {
        return new Label(WeightsFile.sha256(bytes(image)).substring(0, ID_LENGTH), image, fresh);
    }

    byte[] bytes() {
        return bytes(image);
    }

    private static byte[] bytes(LabeledImage image) {
        ByteBuffer content = image.getImage().duplicate();
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }
}
