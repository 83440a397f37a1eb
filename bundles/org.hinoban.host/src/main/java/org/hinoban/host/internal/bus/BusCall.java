package org.hinoban.host.internal.bus;

import java.util.List;

/**
 * A call to be made.
 *
 * @param arguments strings and lists of strings: no call here needs more
 */
public record BusCall(BusObject object, String member, List<Object> arguments) {}
