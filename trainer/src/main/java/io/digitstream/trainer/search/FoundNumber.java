package io.digitstream.trainer.search;

import io.digitstream.recognizer.image.Region;

/**
 * A number that was found in a photo. Immutable.
 *
 * @param digits one to five
 * @param region where it is, inside the photo
 * @param confidence how well it stood against what else the photo might show, in [0, 1]; orders findings, is no probability
 */
public record FoundNumber(String digits, Region region, double confidence) {}
