package org.hinoban.web.internal.listen;

/** Ends a start of the manager that would be one without pages. The launcher says why, and stops the framework. */
final class RefusedStart {
    /** The properties by which the launcher knows why it ends, and what it says then. */
    private static final String PORT = "hinoban.port.refused";

    private static final String CERTIFICATE = "hinoban.certificate.refused";

    private RefusedStart() {}

    static void forPort(String reason) {
        end(PORT, reason);
    }

    static void forCertificate(String reason) {
        end(CERTIFICATE, reason);
    }

    /** On a thread of its own: the end waits for the framework, and that for the component whose start this is. */
    private static void end(String property, String reason) {
        System.setProperty(property, reason);
        Thread ending = new Thread(() -> System.exit(1), "hinoban-refused");
        ending.setDaemon(true);
        ending.start();
    }
}
