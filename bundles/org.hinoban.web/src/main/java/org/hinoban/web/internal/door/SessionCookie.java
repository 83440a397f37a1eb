package org.hinoban.web.internal.door;

/**
 * What the cookie of a session is called. Browsers keep cookies by host and not by port: the port is in the name, so that
 * two managers on one host do not end each other's sessions. By {@code __Host-} a browser sees to it that no other host
 * of the same domain sets it.
 */
final class SessionCookie {
    private static final String NAME = "hinoban";

    private SessionCookie() {}

    static String name(Outside outside) {
        String name = outside.scheme().equals("https") ? "__Host-" + NAME : NAME;
        String host = outside.host();
        String port = host.substring(host.lastIndexOf(':') + 1);
        boolean told = port.length() < host.length()
                && !port.isEmpty()
                && port.length() <= 5
                && port.chars().allMatch(c -> c >= '0' && c <= '9');
        return told ? name + "-" + port : name;
    }
}
