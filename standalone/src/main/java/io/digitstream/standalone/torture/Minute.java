package io.digitstream.standalone.torture;

/**
 * A minute of a run. Immutable.
 *
 * @param number from 0 on
 * @param residentMegabytes physical memory of all processors, the median of its samples
 * @param images that had come back at its end
 */
public record Minute(long number, long residentMegabytes, long images) {}
