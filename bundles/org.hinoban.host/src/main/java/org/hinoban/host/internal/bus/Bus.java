package org.hinoban.host.internal.bus;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hinoban.api.server.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the message bus. All that comes is read by one thread in the order of the wire: a signal is handed out
 * before the reply that follows it arrives at its caller.
 */
public final class Bus implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
    private static final BusObject DAEMON =
            new BusObject("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus");
    private static final int HEADER_BYTES = 16;
    private static final int MAX_BYTES = 32 << 20;

    private final SocketChannel channel;
    private final Consumer<BusMessage> signals;
    private final Runnable lost;
    private final Map<Long, CompletableFuture<BusMessage>> calls = new ConcurrentHashMap<>();
    private final AtomicLong serials = new AtomicLong();
    private final Thread thread = new Thread(this::read, "hinoban-host-bus");
    private volatile boolean closed;

    /**
     * Connects and says hello.
     *
     * @param signals called on the reading thread: it returns at once and makes no waiting call
     * @param lost called on the reading thread when the other side ends the connection
     */
    public Bus(Path socket, Consumer<BusMessage> signals, Runnable lost, Deadline deadline)
            throws IOException, BusException, InterruptedException {
        this.signals = signals;
        this.lost = lost;
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            authenticate();
            thread.setDaemon(true);
            thread.start();
            call(DAEMON.method("Hello"), deadline);
        } catch (IOException | BusException | InterruptedException e) {
            close();
            throw e;
        }
    }

    /** Asks for the signals of a rule. */
    public void match(String rule, Deadline deadline) throws IOException, BusException, InterruptedException {
        call(DAEMON.method("AddMatch", rule), deadline);
    }

    /** Calls a method and waits for its reply. */
    public BusMessage call(BusCall call, Deadline deadline) throws IOException, BusException, InterruptedException {
        return call(call, reply -> reply, deadline);
    }

    /**
     * Calls a method and waits for what is made of its reply.
     *
     * @param arrived called with a reply that is no error on the reading thread, before anything behind it is read: it
     *     returns at once and makes no waiting call
     */
    public <T> T call(BusCall call, Function<BusMessage, T> arrived, Deadline deadline)
            throws IOException, BusException, InterruptedException {
        CompletableFuture<T> made = send(call, arrived);
        try {
            return made.get(Math.max(1, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BusException error) {
                throw error;
            }
            throw new IOException("The bus has ended the connection", e);
        } catch (TimeoutException e) {
            throw new IOException("No answer to " + call.member() + " in time", e);
        }
    }

    /**
     * Calls a method and does not wait.
     *
     * @param arrived as in {@link #call}
     */
    public <T> CompletableFuture<T> send(BusCall call, Function<BusMessage, T> arrived) throws IOException {
        long serial = serials.incrementAndGet();
        ByteBuffer message = BusWriter.write(serial, call);
        CompletableFuture<BusMessage> reply = new CompletableFuture<>();
        CompletableFuture<T> made = reply.thenApply(arrived);
        calls.put(serial, reply);
        try {
            write(message);
        } catch (IOException e) {
            calls.remove(serial);
            throw e;
        }
        if (closed) {
            reply.completeExceptionally(new EOFException());
        }
        return made;
    }

    private synchronized void write(ByteBuffer message) throws IOException {
        while (message.hasRemaining()) {
            channel.write(message);
        }
    }

    private void authenticate() throws IOException {
        String user = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("Uid:"))
                .map(line -> line.split("\\s+")[2])
                .findFirst()
                .orElse("0");
        StringBuilder hex = new StringBuilder();
        user.chars().forEach(c -> hex.append(Integer.toHexString(c)));
        write(ascii("\0AUTH EXTERNAL " + hex + "\r\n"));
        StringBuilder answer = new StringBuilder();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (answer.indexOf("\n") < 0 && answer.length() < 1000) {
            if (channel.read(one.clear()) < 0) {
                throw new EOFException("The bus has ended the connection at the greeting");
            }
            answer.append((char) one.get(0));
        }
        if (!answer.toString().startsWith("OK")) {
            throw new IOException(
                    "The bus refuses this user: " + answer.toString().strip());
        }
        write(ascii("BEGIN\r\n"));
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void read() {
        try {
            while (true) {
                dispatch(next());
            }
        } catch (IOException e) {
            if (!closed) {
                LOG.debug("The connection to the bus has ended", e);
            }
        } catch (RuntimeException e) {
            LOG.error("A message of the bus is not understood; its connection begins anew", e);
        }
        boolean wanted = closed;
        close();
        calls.values().forEach(reply -> reply.completeExceptionally(new EOFException()));
        if (!wanted) {
            lost.run();
        }
    }

    private void dispatch(BusMessage message) {
        if (message.type() == BusMessage.SIGNAL) {
            try {
                signals.accept(message);
            } catch (RuntimeException e) {
                LOG.error("A signal of the bus could not be handled: {}", message.member(), e);
            }
        } else {
            CompletableFuture<BusMessage> reply = calls.remove(message.replyTo());
            if (reply != null && message.isError()) {
                reply.completeExceptionally(BusException.of(message));
            } else if (reply != null) {
                reply.complete(message);
            }
        }
    }

    private BusMessage next() throws IOException {
        ByteBuffer header = fill(ByteBuffer.allocate(HEADER_BYTES));
        ByteOrder order = header.get(0) == 'B' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        header.order(order);
        int bodyBytes = header.getInt(4);
        int fieldBytes = header.getInt(12);
        long rest = (fieldBytes & 0xffffffffL) + 7 + (bodyBytes & 0xffffffffL);
        if (rest > MAX_BYTES) {
            throw new IOException("A message of the bus has " + rest + " bytes");
        }
        int paddedFields = (fieldBytes + 7) / 8 * 8;
        ByteBuffer whole =
                ByteBuffer.allocate(HEADER_BYTES + paddedFields + bodyBytes).order(order);
        whole.put(header.rewind());
        fill(whole);
        return parse(whole, HEADER_BYTES + paddedFields);
    }

    private BusMessage parse(ByteBuffer whole, int bodyStart) throws IOException {
        Map<Long, Object> fields = new HashMap<>();
        whole.position(HEADER_BYTES - 4);
        for (Object field : (List<?>) new BusReader(whole).values("a(yv)").get(0)) {
            List<?> pair = (List<?>) field;
            fields.put((Long) pair.get(0), pair.get(1));
        }
        String signature = fields.get(8L) instanceof String text ? text : "";
        whole.position(bodyStart);
        ByteBuffer body = whole.slice().order(whole.order());
        return new BusMessage(
                whole.get(1),
                whole.getInt(8) & 0xffffffffL,
                fields.get(5L) instanceof Long serial ? serial : 0,
                (String) fields.get(1L),
                (String) fields.get(2L),
                (String) fields.get(3L),
                (String) fields.get(4L),
                (String) fields.get(7L),
                new BusReader(body).values(signature));
    }

    private ByteBuffer fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
        return buffer;
    }

    @Override
    public void close() {
        closed = true;
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("The connection to the bus could not be closed", e);
        }
    }
}
