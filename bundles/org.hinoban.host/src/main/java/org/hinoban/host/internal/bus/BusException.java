package org.hinoban.host.internal.bus;

/** A call over the bus was answered with an error. */
public class BusException extends Exception {
    private static final long serialVersionUID = 1;

    private final String name;

    /** @param name the error's name on the bus */
    BusException(String name, String message) {
        super(message);
        this.name = name;
    }

    /** Whether the other side would not, rather than could not. */
    public boolean isRefusal() {
        return name.endsWith(".AccessDenied") || name.endsWith(".InteractiveAuthorizationRequired");
    }
}
