package org.hinoban.notification.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hinoban.api.notification.Message;
import org.hinoban.api.notification.PathDownException;
import org.hinoban.api.notification.Recipient;
import org.hinoban.configuration.Configurations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails that have had a way to people do not end in the mailbox of the manager when it is gone. */
final class WayOutTest {
    private static final Map<String, String> BUILT_IN = Map.of(
            "service.pid",
            MailChannel.ROUTE_PID + "~builtin",
            "host",
            "127.0.0.1",
            "security",
            "none",
            "builtin",
            "true");
    private static final Map<String, String> REAL =
            Map.of("service.pid", MailChannel.ROUTE_PID + "~real", "host", "127.0.0.1", "security", "none");

    @TempDir
    Path folder;

    private final List<Map<String, String>> files = new CopyOnWriteArrayList<>();
    private final Configurations<Route> routes =
            new Configurations<>(() -> List.copyOf(files), MailChannel.ROUTE_PID, Route::read);

    @Test
    void isRememberedOverARestartUntilSomebodyWantsTheMailboxBack() throws Exception {
        MailChannel channel = channel();
        configure(List.of(BUILT_IN));
        assertThat(said(channel)).containsExactly("builtin");
        configure(List.of(BUILT_IN, REAL));
        assertThat(said(channel)).containsExactly("sender");

        configure(List.of(BUILT_IN));

        assertThat(said(channel)).containsExactly("none.left");
        MailChannel afterARestart = channel();
        assertThat(said(afterARestart)).containsExactly("none.left");
        assertThatThrownBy(() -> afterARestart.send(
                        new Message("id-1", null, Locale.ENGLISH, "subject", "lead", List.of(), List.of()),
                        new Recipient("night1", "mail", "night1@example.org", Locale.ENGLISH, ZoneOffset.UTC)))
                .isInstanceOf(PathDownException.class);

        Files.delete(folder.resolve("leads-out"));
        assertThat(said(afterARestart)).containsExactly("builtin");
    }

    private void configure(List<Map<String, String>> all) {
        files.clear();
        files.addAll(all);
        routes.read();
    }

    private MailChannel channel() {
        return new MailChannel(new Configurations<>(List::of, MailChannel.PID, Route::from), routes, folder);
    }

    private static List<String> said(MailChannel channel) {
        return channel.notices().stream().map(notice -> notice.text().key()).toList();
    }
}
