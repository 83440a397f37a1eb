package org.hinoban.host.internal.bus;

import java.util.List;

/** Who is asked: an interface of an object. */
public record BusObject(String destination, String path, String interfaceName) {
    /** A call of one of its methods. */
    public BusCall method(String member, Object... arguments) {
        return new BusCall(this, member, List.of(arguments));
    }
}
