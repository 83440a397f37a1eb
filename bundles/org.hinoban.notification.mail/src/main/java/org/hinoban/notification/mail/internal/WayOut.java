package org.hinoban.notification.mail.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether mails have ever had a way to people. A file says so over restarts, until somebody deletes it. */
final class WayOut {
    private static final Logger LOG = LoggerFactory.getLogger(WayOut.class);
    private static final String WORDS =
            "Mails have been able to leave this manager. As long as this file is here they wait"
                    + " for a mail route instead of staying in its mailbox.\n";

    private final Path file;
    private volatile boolean unwritten;

    WayOut(Path file) {
        this.file = file.toAbsolutePath();
    }

    Path file() {
        return file;
    }

    boolean isKnown() {
        return unwritten || Files.exists(file);
    }

    void found() {
        if (isKnown()) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, WORDS);
        } catch (IOException e) {
            LOG.warn("That there are mail routes is not remembered over a restart: {} cannot be written", file, e);
            unwritten = true;
        }
    }
}
