package org.hinoban.web.internal.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.hinoban.incident.EventLog.Subscription;
import org.hinoban.web.internal.live.Changes;
import org.hinoban.web.internal.live.Changes.Since;
import org.jspecify.annotations.Nullable;

/** One open page's stream. What changes waits, each topic once, until the phone has taken what was before; no thread waits with it. */
final class Stream implements WriteListener, AsyncListener {
    private static final byte[] HEARTBEAT = "event: beat\ndata:\n\n".getBytes(StandardCharsets.UTF_8);

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Changes changes;
    private final Consumer<Stream> onEnd;
    private final long begun = System.nanoTime();

    /** Up to where the phone was told; guarded by this, as are all below. */
    private String position;

    private @Nullable Subscription subscription;
    private boolean alive = true;
    private boolean flush;
    private boolean ended;

    Stream(AsyncContext context, ServletOutputStream out, Changes changes, String after, Consumer<Stream> onEnd) {
        this.context = context;
        this.out = out;
        this.changes = changes;
        this.position = after;
        this.onEnd = onEnd;
    }

    /** Follows what changes from now on, and tells what did meanwhile. */
    void start() {
        synchronized (this) {
            if (ended) {
                return;
            }
            subscription = changes.onChange(this::pump);
        }
        pump();
    }

    /** On the monotonic clock. */
    long begun() {
        return begun;
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
        Since since = changes.since(position);
        if (!since.topics().isEmpty()) {
            position = since.position();
            String event = "id: " + position + "\ndata: " + String.join(" ", since.topics()) + "\n\n";
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
        Subscription followed;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            followed = subscription;
        }
        if (followed != null) {
            followed.close();
        }
        onEnd.accept(this);
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
