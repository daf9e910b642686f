package io.digitstream.recognizer.image;

/** Why an image gets no reading. The names are part of the contract: they stand in headers and metrics. */
public enum RejectionReason {
    /** The record has no value, or an image of no bytes. */
    EMPTY,
    /** Neither an image nor a record that can be understood. */
    UNKNOWN_FORMAT,
    /** An image, but neither PNG nor JPEG. */
    UNSUPPORTED_IMAGE,
    /** More bytes or pixels than the limits allow. */
    TOO_LARGE,
    /** A PNG or JPEG that is cut off or damaged, or of a kind that the decoder does not know. */
    UNDECODABLE_IMAGE,
    /** A region without area, or outside the image. */
    BAD_REGION,
    /** The network failed on this image, and on none of the others in its batch. */
    INFERENCE_FAILED,
    /** A result of this image cannot be written to its topic: because of its key, headers or size. */
    RESULT_REFUSED
}
