package org.hinoban.itests.guest;

import java.util.concurrent.locks.LockSupport;
import org.hinoban.api.menu.MenuEntry;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.osgi.service.component.annotations.Component;

/** Hangs for a minute, whoever interrupts it. */
@Component
@MenuEntry(path = "/trouble/hangs", label = "Hangs", role = Role.VIEWER)
public final class Hanging implements MenuHandler {
    private static final long NANOS = 60_000_000_000L;

    @Override
    public Screen open(MenuRequest request) {
        long end = System.nanoTime() + NANOS;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
            Thread.interrupted();
        }
        throw new IllegalStateException("too late for anybody");
    }
}
