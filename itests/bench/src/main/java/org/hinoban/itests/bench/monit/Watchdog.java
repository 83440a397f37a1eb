package org.hinoban.itests.bench.monit;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.hinoban.itests.tools.Mail;
import org.hinoban.itests.tools.Service;

/** A running program that watches services and mails. */
interface Watchdog extends AutoCloseable {
    /** From its start until its page answered. */
    double startSeconds();

    long pid();

    /** The page that lists the services. */
    URI page();

    /** What the page is asked with. */
    Map<String, String> headers();

    /** What a browser has to go on with; empty if the headers are enough. */
    List<HttpCookie> cookies();

    /** Waits until it watches the service and finds it well. */
    void awaitWell(Service service) throws IOException, InterruptedException;

    boolean tellsOfDeath(Mail mail, Service service);

    boolean tellsOfRecovery(Mail mail, Service service);

    /** Does what a person has to do after the mail of a death. */
    void answer(Service service) throws IOException, InterruptedException;

    @Override
    void close() throws IOException, InterruptedException;
}
