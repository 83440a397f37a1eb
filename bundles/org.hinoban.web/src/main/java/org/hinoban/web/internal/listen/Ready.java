package org.hinoban.web.internal.listen;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.hinoban.access.Accounts;
import org.hinoban.store.DatabaseException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets people in once all pages are registered, asks for a page itself, and says on standard output when it comes: that
 * is what a newcomer waits for.
 */
@Component(
        service = {},
        immediate = true)
public final class Ready {
    private static final Logger LOG = LoggerFactory.getLogger(Ready.class);
    private static final String SAID = "hinoban.ready.said";
    private static final String WAITING = "waiting: something that the pages need is missing; see ";
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final int TIMEOUT_MILLIS = 5_000;
    /** How long the end of this component waits for the end of its thread. */
    private static final int END_MILLIS = 1_000;

    private final OfferedPages pages;
    private final Threshold threshold;
    private final Listening listening;
    private final Accounts accounts;
    private final boolean terminal;
    private final Patience patience;
    private final Thread thread;

    // From Java 22 on there always is a console: the launcher's property is what counts there.
    @SuppressWarnings("SystemConsoleNull")
    @Activate
    public Ready(
            BundleContext context,
            @Reference HttpServiceRuntime server,
            @Reference Threshold threshold,
            @Reference Listening listening,
            @Reference Accounts accounts) {
        this.pages = new OfferedPages(context.getBundle(), server);
        this.threshold = threshold;
        this.listening = listening;
        this.accounts = accounts;
        this.terminal = System.console() != null || "true".equals(context.getProperty("hinoban.terminal"));
        this.patience = new Patience(LONG);
        this.thread = new Thread(this::run, "hinoban-ready");
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether the manager was ready once in this run. */
    static boolean wasSaid() {
        return System.getProperty(SAID) != null;
    }

    @Deactivate
    void close() {
        patience.end();
        thread.interrupt();
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threshold.close();
    }

    private void run() {
        // Looking may outlast the end of this, after which the pages go.
        if (!patience.until(pages::areTaken, this::sayThatSomethingIsMissing)
                || !patience.unlessEnded(threshold::open)) {
            return;
        }
        if (!patience.until(this::answers, this::sayThatSomethingIsMissing)) {
            return;
        }
        // Said once in a run of the manager: an update of this bundle is no start.
        if (!wasSaid()) {
            System.setProperty(SAID, "true");
            say(System.out);
        }
    }

    private void sayThatSomethingIsMissing() {
        System.out.println(WAITING + listening.url() + " and the log");
        LOG.warn("The pages are not there yet; not taken by the HTTP server: {}", pages.missing());
    }

    private void say(PrintStream out) {
        StringBuilder lines = new StringBuilder();
        boolean known = password(lines);
        lines.append("ready: ").append(listening.url()).append('\n');
        if (terminal) {
            lines.append(new PhoneCode(listening.url()).drawn());
        }
        out.print(lines);
        out.flush();
        if (!known) {
            StringBuilder later = new StringBuilder();
            if (patience.until(() -> password(later), () -> {})) {
                out.print(later);
                out.flush();
            }
        }
    }

    /** Adds the password that was made up for the first account. Without a database nobody knows whether there is one. */
    private boolean password(StringBuilder lines) {
        try {
            accounts.firstPassword()
                    .ifPresent(made ->
                            lines.append("user admin password ").append(made).append('\n'));
            return true;
        } catch (DatabaseException e) {
            LOG.debug("No account yet", e);
            return false;
        }
    }

    /** Whether the login page comes, or the one that says what is wrong with the database. */
    private boolean answers() {
        WebSettings settings = listening.settings();
        String host = Addresses.isAny(settings.bind()) ? "127.0.0.1" : settings.bind();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, settings.port()), TIMEOUT_MILLIS);
            plain.setSoTimeout(TIMEOUT_MILLIS);
            if (settings.isLoopback()) {
                return answers(plain, host);
            }
            try (Socket secure = ownContext().getSocketFactory().createSocket(plain, host, settings.port(), false)) {
                return answers(secure, host);
            }
        } catch (IOException | GeneralSecurityException e) {
            LOG.debug("No page yet", e);
            return false;
        }
    }

    private static boolean answers(Socket socket, String host) throws IOException {
        String request = "GET /login HTTP/1.1\r\nHost: " + Addresses.inUrl(host) + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        byte[] answer = socket.getInputStream().readNBytes(12);
        String status = new String(answer, StandardCharsets.US_ASCII);
        return status.endsWith(" 200") || status.endsWith(" 503");
    }

    /** We ask ourselves, by the address that we bound: whose certificate it is needs no proof. */
    private static SSLContext ownContext() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Ourselves()}, null);
        return context;
    }

    private static final class Ourselves implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
