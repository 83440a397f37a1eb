package org.hinoban.web.internal.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.hinoban.incident.EventLog.Subscription;
import org.hinoban.web.internal.live.Changes;

/** One open page's stream. Topics wait, each once, until the phone has taken those before; no thread waits with them. */
final class Stream implements WriteListener, AsyncListener {
    private static final byte[] HEARTBEAT = "event: beat\ndata:\n\n".getBytes(StandardCharsets.UTF_8);

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Changes changes;
    private final Runnable onEnd;
    private final Subscription subscription;
    private final long begun = System.nanoTime();

    /** Guarded by this, as are all below. */
    private final Set<String> waiting = new TreeSet<>();

    private boolean alive = true;
    private boolean flush;
    private boolean ended;

    Stream(AsyncContext context, ServletOutputStream out, Changes changes, String after, Runnable onEnd) {
        this.context = context;
        this.out = out;
        this.changes = changes;
        this.onEnd = onEnd;
        this.subscription = changes.onChange(this::add);
        synchronized (this) {
            waiting.addAll(changes.since(after));
        }
    }

    /** On the monotonic clock. */
    long begun() {
        return begun;
    }

    private void add(String topic) {
        synchronized (this) {
            waiting.add(topic);
        }
        pump();
    }

    /** Sends a sign of life, by which the phone knows that what it shows is true. */
    void beat() {
        synchronized (this) {
            alive = true;
        }
        pump();
    }

    @Override
    public void onWritePossible() {
        pump();
    }

    private void pump() {
        try {
            synchronized (this) {
                while (!ended && out.isReady() && writeNext()) {
                    flush = true;
                }
            }
        } catch (IOException | IllegalStateException e) {
            // The phone is gone, or the container has ended the request meanwhile.
            end();
        }
    }

    /** Guarded by this. */
    private boolean writeNext() throws IOException {
        if (!waiting.isEmpty()) {
            String event = "id: " + changes.position() + "\ndata: " + String.join(" ", waiting) + "\n\n";
            waiting.clear();
            out.write(event.getBytes(StandardCharsets.UTF_8));
            return true;
        }
        if (alive) {
            alive = false;
            out.write(HEARTBEAT);
            return true;
        }
        if (flush) {
            flush = false;
            out.flush();
        }
        return false;
    }

    void end() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        subscription.close();
        onEnd.run();
        try {
            context.complete();
        } catch (IllegalStateException e) {
            // Completed already, by the container.
        }
    }

    @Override
    public void onError(Throwable t) {
        end();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
