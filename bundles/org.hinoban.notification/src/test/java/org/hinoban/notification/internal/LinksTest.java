package org.hinoban.notification.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.hinoban.store.Database;
import org.hinoban.store.testing.DatabaseOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinksTest {
    @TempDir
    Path folder;

    private DatabaseOnFile file;
    private Database database;

    @BeforeEach
    void open() {
        file = DatabaseOnFile.open(folder.resolve("test.db"));
        database = file.of("org.hinoban.notification", Notifier.class);
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void leadToTheLoopbackAddressUntilToldOtherwise() {
        assertThat(new Links(database, null, null).base()).isEqualTo("http://127.0.0.1:8181");
        assertThat(new Links(database, " ", "9999").base()).isEqualTo("http://127.0.0.1:9999");
        assertThat(new Links(database, "https://h.example.org/", "9999").base()).isEqualTo("https://h.example.org");
        assertThat(new Links(database, "not a url", "9999").base()).isEqualTo("http://127.0.0.1:9999");
    }

    @Test
    void rememberWhereThePagesWereWhileTheyAreAway() {
        Links links = new Links(database, null, null);
        links.setPages(() -> URI.create("https://pages.example.org"));
        assertThat(links.base()).isEqualTo("https://pages.example.org");

        assertThat(new Links(database, null, null).base()).isEqualTo("https://pages.example.org");
        assertThat(new Links(database, null, "9999").base()).isEqualTo("https://pages.example.org");
    }

    @Test
    void followThePortOfThisStart() {
        Links links = new Links(database, null, null);
        links.setPages(() -> URI.create("http://127.0.0.1:8181"));
        links.base();

        assertThat(new Links(database, null, "9999").base()).isEqualTo("http://127.0.0.1:9999");
    }

    @Test
    void sayWhyTheyWillNotWorkOnAPhone() {
        Links loopback = new Links(database, null, "9999");

        assertThat(loopback.trouble("me@example.org"))
                .contains("http://127.0.0.1:9999")
                .contains("HINOBAN_URL");
        assertThat(loopback.trouble("root@localhost")).isEmpty();
        assertThat(loopback.trouble("root")).isEmpty();
        assertThat(new Links(database, "https://h.example.org", null).trouble("me@example.org"))
                .isEmpty();
        assertThat(new Links(database, "http://[::1]:80", null).trouble("me@example.org"))
                .isNotEmpty();
        assertThat(new Links(database, "http://localhost", null).trouble("me@example.org"))
                .isNotEmpty();
    }
}
