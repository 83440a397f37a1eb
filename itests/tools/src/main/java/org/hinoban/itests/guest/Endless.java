package org.hinoban.itests.guest;

import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Never comes back from its activator, whoever interrupts it. */
public final class Endless implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        while (context.getBundle() != null) {
            LockSupport.park();
            Thread.interrupted();
        }
    }

    @Override
    public void stop(BundleContext context) {}
}
