package org.hinoban.itests.bench;

import java.io.IOException;
import java.util.List;

/** Measures one thing. */
public interface Bench {
    /** What it is called on the command line: one lower-case word. */
    String name();

    /** What it measures and how, for the reader of the table: one or two sentences. */
    String about();

    /**
     * Measures, and ends all that it started. Runs alone.
     *
     * @throws IOException if it could not be measured
     * @throws IllegalStateException if what was measured is not right, so that figures would say nothing
     */
    List<Row> measure(Run run) throws IOException, InterruptedException;
}
