package org.hinoban.api.server;

/**
 * In whose name something on a server is changed. Whoever carries it out refuses a mandate whose fencing token is lower
 * than one that it has seen for the server before: its holder has lost the lease meanwhile.
 *
 * @param id the id of the action, the same however often the network repeats it
 * @param operator the user ID, for the logs
 * @param fencingToken the token of the lease, at least 1; it only grows
 */
public record Mandate(String id, String operator, long fencingToken, Deadline deadline) {}
