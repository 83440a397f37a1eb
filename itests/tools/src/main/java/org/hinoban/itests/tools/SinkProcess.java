package org.hinoban.itests.tools;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** Postfix's own sink: a mail server that takes everything, as a process that can be ended and started again. */
public final class SinkProcess implements AutoCloseable {
    private final int port;
    private Process process;

    private SinkProcess(int port) throws IOException, InterruptedException {
        this.port = port;
        this.process = launch(port);
    }

    public static SinkProcess start() throws IOException, InterruptedException {
        return new SinkProcess(Checkout.freePort());
    }

    /** The route of a manager that leads here. */
    public String route() {
        return "host = 127.0.0.1\nport = " + port + "\nsecurity = none\nfrom = hinoban@example.org\n";
    }

    /** Ends it at once. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    public void startAgain() throws IOException, InterruptedException {
        process = launch(port);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private static Process launch(int port) throws IOException, InterruptedException {
        Process started = new ProcessBuilder("/usr/sbin/smtp-sink", "-u", "nobody", "127.0.0.1:" + port, "100")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < end && started.isAlive()) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (probe.isConnected()) {
                    return started;
                }
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        started.destroyForcibly();
        throw new IOException("smtp-sink does not listen");
    }
}
