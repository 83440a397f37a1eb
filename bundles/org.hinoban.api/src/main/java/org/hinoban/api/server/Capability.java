package org.hinoban.api.server;

/**
 * A group of operations that a connector offers for a server. The set is closed, since each has its codec in the agents'
 * protocol.
 *
 * <p>All methods block, may be called from several threads at once, respond to interruption and return by the deadline
 * they are given; past it they throw {@link CapabilityException}.
 */
public sealed interface Capability permits Inventory, ServiceControl, SystemFacts {}
