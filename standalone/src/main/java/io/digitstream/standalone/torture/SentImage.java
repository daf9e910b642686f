package io.digitstream.standalone.torture;

import java.nio.ByteBuffer;

/**
 * One image of a load, which its record's key names: what a processor carries through unchanged, and does not make. Immutable.
 *
 * @param partition that it is sent to
 * @param number of images that were sent there before
 */
record SentImage(int partition, int number) {
    byte[] key() {
        return ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(partition)
                .putInt(number)
                .array();
    }

    /** @throws IllegalArgumentException if it is no such key */
    static SentImage ofKey(byte[] key) {
        if (key.length != 2 * Integer.BYTES) {
            throw new IllegalArgumentException("expected a key of 8 bytes, got " + key.length);
        }
        ByteBuffer bytes = ByteBuffer.wrap(key);
        return new SentImage(bytes.getInt(), bytes.getInt());
    }

    @Override
    public String toString() {
        return "partition %d, number %d".formatted(partition, number);
    }
}
