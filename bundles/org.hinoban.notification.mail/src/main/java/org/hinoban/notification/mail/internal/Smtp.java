package org.hinoban.notification.mail.internal;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.hinoban.api.notification.DeliveryException;
import org.hinoban.api.notification.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands one mail for one recipient over to the server of a route, in a transaction and a connection of its own. */
final class Smtp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Smtp.class);

    /** Short, so that a server that comes back after an outage is noticed within seconds. */
    private static final int CONNECT_MILLIS = 5_000;

    private static final int ANSWER_MILLIS = 15_000;

    /** What connection, greeting, encryption, login and mail may take in all, however busily the server answers. */
    private static final Duration WHOLE = Duration.ofSeconds(45);

    private final String ownHost;
    private final Duration whole;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hinoban-notification-mail-limit");
        thread.setDaemon(true);
        return thread;
    });

    /** @param ownHost what it calls itself to servers */
    Smtp(String ownHost) {
        this(ownHost, WHOLE);
    }

    Smtp(String ownHost, Duration whole) {
        this.ownHost = ownHost;
        this.whole = whole;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /**
     * @param idHost what stands behind the at sign of ids
     * @return the server's answer
     * @throws DeliveryException if the recipient or the mail was refused for good
     * @throws RouteException if the route failed
     */
    String send(Route route, Message message, InternetAddress from, InternetAddress to, String idHost)
            throws DeliveryException, RouteException {
        return overRoute(route, from, session -> {
            Letter letter = new Letter(session, message, from, to, idHost);
            return transport -> {
                transport.sendMessage(letter, new Address[] {to});
                return transport.getLastServerResponse().strip();
            };
        });
    }

    /**
     * Connects as for a mail, encryption and login included, and hands none over.
     *
     * @throws RouteException if the route would not take a mail
     */
    void check(Route route, InternetAddress from) throws DeliveryException, RouteException {
        overRoute(route, from, session -> transport -> "");
    }

    /** What is to be made ready before there is a connection. */
    @FunctionalInterface
    private interface Preparation {
        Errand with(Session session) throws MessagingException;
    }

    /** What is done over a connection. */
    @FunctionalInterface
    private interface Errand {
        String over(SMTPTransport transport) throws MessagingException;
    }

    private String overRoute(Route route, InternetAddress from, Preparation preparation)
            throws DeliveryException, RouteException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // the mail library looks its parts up there
        thread.setContextClassLoader(Smtp.class.getClassLoader());
        try {
            SSLSocketFactory encrypted = route.authorities().isPresent()
                    ? Trust.with(route.authorities().get())
                    : (SSLSocketFactory) SSLSocketFactory.getDefault();
            Leash leash = new Leash();
            Properties properties = properties(route, from);
            properties.put("mail.smtp.socketFactory", leash.plain());
            properties.put("mail.smtp.ssl.socketFactory", leash.encrypted(encrypted));
            Session session = Session.getInstance(properties);
            Errand errand = preparation.with(session);
            var end = clock.schedule(leash::cut, whole.toMillis(), TimeUnit.MILLISECONDS);
            try {
                return connected(route, session, leash, errand);
            } finally {
                end.cancel(false);
            }
        } catch (MessagingException e) {
            throw new DeliveryException("The mail could not be written: " + Failure.answer(e), true, e);
        } catch (GeneralSecurityException | IOException e) {
            throw new RouteException(String.valueOf(e.getMessage()), RouteException.Cause.SERVER, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private String connected(Route route, Session session, Leash leash, Errand errand)
            throws DeliveryException, RouteException, MessagingException, IOException {
        SMTPTransport transport = (SMTPTransport) session.getTransport("smtp");
        boolean connected = false;
        try {
            if (route.user().isPresent()) {
                transport.connect(
                        route.host(),
                        route.port(),
                        route.user().get(),
                        password(route.passwordFile().orElseThrow()));
            } else {
                transport.connect(route.host(), route.port(), null, null);
            }
            connected = true;
            return errand.over(transport);
        } catch (MessagingException e) {
            var refusal = Failure.refusal(e);
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            boolean unanswered = connected && !Failure.isRefusal(e);
            if (leash.isCut()) {
                throw new RouteException(
                        "Not done within " + whole.toSeconds() + " s", RouteException.Cause.NETWORK, unanswered, e);
            }
            throw new RouteException(Failure.answer(e), Failure.cause(e), unanswered, e);
        } finally {
            close(transport);
        }
    }

    private static void close(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("The connection was gone before it was closed", e);
        }
    }

    private static String password(Path file) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IOException("The password file " + file + " cannot be read", e);
        }
    }

    private Properties properties(Route route, InternetAddress from) {
        Properties properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", String.valueOf(CONNECT_MILLIS));
        properties.put("mail.smtp.timeout", String.valueOf(ANSWER_MILLIS));
        properties.put("mail.smtp.writetimeout", String.valueOf(ANSWER_MILLIS));
        properties.put("mail.smtp.localhost", ownHost);
        properties.put("mail.smtp.from", from.getAddress());
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.auth", String.valueOf(route.user().isPresent()));
        properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
        properties.put("mail.smtp.ssl.enable", String.valueOf(route.security() == Route.Security.TLS));
        properties.put("mail.smtp.starttls.enable", String.valueOf(route.security() == Route.Security.STARTTLS));
        properties.put("mail.smtp.starttls.required", String.valueOf(route.security() == Route.Security.STARTTLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.ssl.socketFactory.fallback", "false");
        return properties;
    }
}
