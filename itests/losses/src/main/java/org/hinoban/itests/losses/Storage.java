package org.hinoban.itests.losses;

import java.io.IOException;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.PostgreSql;

/** The database that a manager stands on. */
public interface Storage extends AutoCloseable {
    /** Writes what a manager needs to know of it. */
    void configure(Manager.Setup setup) throws IOException;

    @Override
    void close() throws IOException, InterruptedException;

    /** What a manager has without being told. */
    static Storage sqlite() {
        return new Storage() {
            @Override
            public void configure(Manager.Setup setup) {}

            @Override
            public void close() {}
        };
    }

    /** A server of its own. */
    static Storage postgreSql() throws IOException, InterruptedException {
        PostgreSql server = PostgreSql.start();
        return new Storage() {
            @Override
            public void configure(Manager.Setup setup) throws IOException {
                setup.file("org.ops4j.datasource-hinoban.cfg", server.configuration());
            }

            @Override
            public void close() throws IOException, InterruptedException {
                server.close();
            }
        };
    }
}
