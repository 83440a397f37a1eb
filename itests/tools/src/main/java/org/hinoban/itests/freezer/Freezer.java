package org.hinoban.itests.freezer;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Suspends the thread that decides what is told to whom. No code of the manager's could do that to it. */
@Component(
        immediate = true,
        service = {})
@SuppressWarnings({"deprecation", "removal"})
public final class Freezer {
    private static final String DISPATCHER = "hinoban-notification-1";

    private final Thread frozen;

    @Activate
    public Freezer() throws InterruptedException {
        frozen = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(DISPATCHER))
                .findFirst()
                .orElseThrow();
        // not in the middle of something, with locks that all others need
        while (frozen.getState() == Thread.State.RUNNABLE || frozen.getState() == Thread.State.BLOCKED) {
            Thread.sleep(1);
        }
        frozen.suspend();
    }

    @Deactivate
    void thaw() {
        frozen.resume();
    }
}
