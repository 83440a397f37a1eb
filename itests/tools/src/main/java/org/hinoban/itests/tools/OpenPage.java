package org.hinoban.itests.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a page that is open hears: counts the news that it gets. */
public final class OpenPage implements AutoCloseable {
    private final HttpResponse<Stream<String>> response;
    private int news;
    private boolean open = true;

    OpenPage(HttpResponse<Stream<String>> response) {
        this.response = response;
        Thread thread = new Thread(this::listen, "open-page");
        thread.setDaemon(true);
        thread.start();
    }

    /** How often it was told that something changed. */
    public synchronized int news() {
        return news;
    }

    /** Waits until it was told more often than that. */
    public synchronized void awaitMoreThan(int earlier, int seconds) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (news <= earlier) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0 || !open) {
                throw new IOException("The open page " + (open ? "heard nothing" : "was cut off"));
            }
            wait(left);
        }
    }

    @Override
    public void close() {
        response.body().close();
    }

    private void listen() {
        try {
            response.body().filter(line -> line.startsWith("data:")).forEach(line -> count());
        } catch (UncheckedIOException e) {
            // The other side, or the test, has ended it.
        }
        synchronized (this) {
            open = false;
            notifyAll();
        }
    }

    private synchronized void count() {
        news++;
        notifyAll();
    }
}
