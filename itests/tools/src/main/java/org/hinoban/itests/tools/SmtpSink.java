package org.hinoban.itests.tools;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server on a loopback port that keeps what it gets. It can go away and come back. */
public final class SmtpSink implements AutoCloseable {
    private final int port;
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private volatile Consumer<Mail> arrival = mail -> {};
    private SMTPServer server;

    private SmtpSink(int port) throws IOException {
        this.port = port;
        this.server = listen();
    }

    public static SmtpSink start() throws IOException {
        return new SmtpSink(Checkout.freePort());
    }

    /** The route of a manager that leads here. */
    public String route() {
        return "host = 127.0.0.1\nport = " + port + "\nsecurity = none\nfrom = hinoban@example.org\n";
    }

    public int port() {
        return port;
    }

    public List<Mail> mails() {
        return List.copyOf(mails);
    }

    /** From now on each mail is shown to the listener before its sender is told that it was accepted. */
    public void onArrival(Consumer<Mail> listener) {
        arrival = listener;
    }

    public void forgetAll() {
        mails.clear();
    }

    /** The first mail of that kind, waited for. */
    public Mail await(Predicate<Mail> which, int seconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < deadline) {
            for (Mail mail : mails) {
                if (which.test(mail)) {
                    return mail;
                }
            }
            Thread.sleep(10);
        }
        throw new AssertionError("No such mail within " + seconds + " s, but: "
                + mails.stream().map(mail -> mail.to() + ": " + mail.subject()).toList());
    }

    public void goAway() {
        server.stop();
    }

    public void comeBack() throws IOException {
        server = listen();
    }

    @Override
    public void close() {
        server.stop();
    }

    private SMTPServer listen() throws IOException {
        SMTPServer fresh = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandler((context, from, to, bytes) -> {
                    try {
                        Mail mail = Mail.read(to, bytes);
                        mails.add(mail);
                        arrival.accept(mail);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .build();
        fresh.start();
        return fresh;
    }
}
