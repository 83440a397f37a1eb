package org.hinoban.api.fault;

/**
 * An observation with its place in the order of its source. The same (source, epoch, sequence) received twice is one.
 *
 * @param source who observes: the connector and the server, such as {@code local/web01}
 * @param epoch a random id, made anew whenever the source cannot go on with its numbers
 * @param sequence 1, 2, 3 … within the epoch
 */
public record Report(String source, String epoch, long sequence, String server, Observation observation) {}
