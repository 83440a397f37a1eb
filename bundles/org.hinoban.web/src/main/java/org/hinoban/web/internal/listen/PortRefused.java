package org.hinoban.web.internal.listen;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.function.BooleanSupplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;

/**
 * Ends a start of the manager whose port was taken after the launcher had looked at it: without pages it would only seem
 * to run. The HTTP server itself tries once, says so in the log and then is not there.
 */
@Component(
        service = {},
        immediate = true)
public final class PortRefused {
    private static final int PAUSE_MILLIS = 500;

    /** A server of ours is known right after it listens: 10 s are past any doubt. */
    private static final int LOOKS = 20;

    private static final int CONNECT_MILLIS = 1_000;

    private final BooleanSupplier served;
    private final BooleanSupplier taken;
    private final Runnable ending;
    private final Thread thread;

    @Activate
    public PortRefused(BundleContext context, @Reference Listening listening) {
        this(
                () -> Ready.wasSaid() || context.getServiceReference(HttpServiceRuntime.class) != null,
                () -> somebodyListens(listening.settings()),
                () -> RefusedStart.forPort("another program listens there"),
                PAUSE_MILLIS);
    }

    /**
     * @param served whether the HTTP server is there
     * @param taken whether somebody listens on our port
     */
    PortRefused(BooleanSupplier served, BooleanSupplier taken, Runnable ending, int pauseMillis) {
        this.served = served;
        this.taken = taken;
        this.ending = ending;
        this.thread = new Thread(() -> run(pauseMillis), "hinoban-port");
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void close() {
        thread.interrupt();
    }

    private void run(int pauseMillis) {
        try {
            for (int looks = 0; looks < LOOKS; looks = taken.getAsBoolean() ? looks + 1 : 0) {
                if (served.getAsBoolean()) {
                    return;
                }
                Thread.sleep(pauseMillis);
            }
            ending.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean somebodyListens(WebSettings settings) {
        String host = Addresses.isAny(settings.bind()) ? "127.0.0.1" : settings.bind();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, settings.port()), CONNECT_MILLIS);
            return true;
        } catch (SocketTimeoutException e) {
            // It is there, and busy.
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
