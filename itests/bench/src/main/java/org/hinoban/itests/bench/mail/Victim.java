package org.hinoban.itests.bench.mail;

import java.io.IOException;

/** A service that is killed again and again. */
interface Victim extends AutoCloseable {
    /** As a mail names it. */
    String name();

    /** The path of its page. */
    String page();

    /** Ends it as {@code kill -9} does. */
    void kill() throws IOException;

    /** Lets it run again. */
    void start() throws IOException, InterruptedException;

    @Override
    void close() throws IOException, InterruptedException;
}
