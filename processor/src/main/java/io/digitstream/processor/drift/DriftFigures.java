package io.digitstream.processor.drift;

/**
 * What a process reads with one release. Immutable.
 *
 * @param weightsVersion of the release
 * @param given the last readings of images that came with the place of their number
 * @param found the last readings of images whose number was looked for, found or not
 */
public record DriftFigures(String weightsVersion, WindowFigures given, WindowFigures found) {}
