package org.hinoban.itests.tools;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A way to a manager on which everybody comes from another address of this machine's than the tests do. */
public final class Elsewhere implements AutoCloseable {
    private static final String ADDRESS = "127.0.0.2";

    private final ServerSocket door;
    private final InetSocketAddress manager;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    public Elsewhere(URI manager) throws IOException {
        this.manager = new InetSocketAddress(manager.getHost(), manager.getPort());
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket();
                sockets.addAll(List.of(client, server));
                server.bind(new InetSocketAddress(ADDRESS, 0));
                server.connect(manager);
                threads.execute(() -> carry(client, server));
                threads.execute(() -> carry(server, client));
            }
        } catch (IOException e) {
            // Closed, or the manager is gone: then the phone says so.
        }
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of them hung up.
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
}
