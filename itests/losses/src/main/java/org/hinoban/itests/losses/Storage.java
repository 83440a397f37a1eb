package org.hinoban.itests.losses;

import java.io.IOException;
import org.hinoban.itests.tools.Manager;

/** The database that a manager stands on. */
public interface Storage extends AutoCloseable {
    /** Writes what a manager needs to know of it. */
    void configure(Manager.Setup setup) throws IOException;

    @Override
    void close() throws IOException, InterruptedException;

    /** What a manager has without being told. */
    Storage SQLITE = new Storage() {
        @Override
        public void configure(Manager.Setup setup) {}

        @Override
        public void close() {}

        @Override
        public String toString() {
            return "SQLite";
        }
    };
}
