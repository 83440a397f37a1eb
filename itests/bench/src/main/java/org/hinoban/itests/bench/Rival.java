package org.hinoban.itests.bench;

import java.io.IOException;
import java.util.List;

/** Another program that is measured on the same work in the same run. */
public interface Rival {
    /** What it is called after {@code --against}: one lower-case word. */
    String name();

    /** What is compared and how, for the reader of the table. */
    String about();

    /** Measures both, one after the other, and ends all that it started. */
    List<Comparison> measure(Run run) throws IOException, InterruptedException;
}
