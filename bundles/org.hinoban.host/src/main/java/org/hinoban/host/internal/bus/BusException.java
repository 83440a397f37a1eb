package org.hinoban.host.internal.bus;

/** A call over the bus was answered with an error. */
public class BusException extends Exception {
    private static final long serialVersionUID = 1;

    private final String name;

    /** @param name the error's name on the bus */
    private BusException(String name, String message) {
        super(message);
        this.name = name;
    }

    static BusException of(BusMessage reply) {
        String name = reply.error();
        return new BusException(name == null ? "" : name, reply.string(0));
    }

    /** Whether the other side would not, rather than could not. */
    public boolean isRefusal() {
        return name.endsWith(".AccessDenied") || name.endsWith(".InteractiveAuthorizationRequired");
    }
}
