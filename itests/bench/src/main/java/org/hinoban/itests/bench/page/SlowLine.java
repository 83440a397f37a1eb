package org.hinoban.itests.bench.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A line to a server that is as slow as a phone's: 200 ms each way, 50 kB/s, and a new connection costs one way there and
 * back, as TCP's handshake does.
 */
final class SlowLine implements AutoCloseable {
    private static final long ONE_WAY_NANOS = TimeUnit.MILLISECONDS.toNanos(SlowNetwork.LATENCY_MILLIS / 2);
    private static final int PACKET_BYTES = 1400;

    private final ServerSocket door;
    private final String host;
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    SlowLine(int from, String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.door = new ServerSocket(from, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                sockets.add(client);
                threads.execute(() -> connect(client));
            }
        } catch (SocketException e) {
            // Closed.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void connect(Socket client) {
        try {
            TimeUnit.NANOSECONDS.sleep(2 * ONE_WAY_NANOS);
            Socket server = new Socket(host, port);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            sockets.add(server);
            carry(client, server);
            carry(server, client);
        } catch (IOException e) {
            hangUp(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void hangUp(Socket client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void carry(Socket from, Socket to) throws IOException {
        BlockingQueue<Packet> line = new LinkedBlockingQueue<>();
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        threads.execute(() -> take(in, line));
        threads.execute(() -> give(line, out));
    }

    private static void take(InputStream in, BlockingQueue<Packet> line) {
        long free = 0;
        byte[] buffer = new byte[PACKET_BYTES];
        try {
            int length;
            do {
                length = in.read(buffer);
                byte[] bytes = Arrays.copyOf(buffer, Math.max(length, 0));
                free = Math.max(free, System.nanoTime())
                        + bytes.length * TimeUnit.SECONDS.toNanos(1) / SlowNetwork.BYTES_PER_SECOND;
                line.add(new Packet(ByteBuffer.wrap(bytes), free + ONE_WAY_NANOS));
            } while (length > 0);
        } catch (IOException e) {
            line.add(new Packet(ByteBuffer.allocate(0), 0));
        }
    }

    private static void give(BlockingQueue<Packet> line, OutputStream out) {
        try (out) {
            for (Packet packet = line.take(); packet.bytes().hasRemaining(); packet = line.take()) {
                TimeUnit.NANOSECONDS.sleep(packet.due() - System.nanoTime());
                out.write(packet.bytes().array());
                out.flush();
            }
        } catch (IOException e) {
            // The other side has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }

    /** @param bytes empty at the end; due in terms of {@link System#nanoTime()} */
    private record Packet(ByteBuffer bytes, long due) {}
}
