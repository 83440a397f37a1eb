package org.hinoban.notification.mail.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps hold of the sockets of one sending: a server that sends a byte now and then passes every limit of a single read,
 * and nothing but closing its socket ends that. Of one with encryption it is the plain socket below, whose closing does
 * not wait for a goodbye.
 */
final class Leash {
    private static final Logger LOG = LoggerFactory.getLogger(Leash.class);

    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean cut;

    /** Ends whatever goes on over these sockets. Does not wait for the peer. */
    void cut() {
        cut = true;
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.debug("The connection was gone before", e);
            }
        }
    }

    boolean isCut() {
        return cut;
    }

    private Socket keep(Socket socket) {
        sockets.add(socket);
        if (cut) {
            cut();
        }
        return socket;
    }

    /** Makes sockets on the leash. */
    SocketFactory plain() {
        return new Plain();
    }

    /** Takes the sockets that are to be encrypted on the leash. */
    SSLSocketFactory encrypted(SSLSocketFactory factory) {
        return new Encrypted(factory);
    }

    private final class Plain extends SocketFactory {
        private final SocketFactory usual = SocketFactory.getDefault();

        @Override
        public Socket createSocket() throws IOException {
            return keep(usual.createSocket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return keep(usual.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return keep(usual.createSocket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return keep(usual.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return keep(usual.createSocket(host, port, local, localPort));
        }
    }

    private final class Encrypted extends SSLSocketFactory {
        private final SSLSocketFactory usual;

        Encrypted(SSLSocketFactory usual) {
            this.usual = usual;
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
            return usual.createSocket(keep(socket), host, port, autoClose);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return keep(usual.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return keep(usual.createSocket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return keep(usual.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return keep(usual.createSocket(host, port, local, localPort));
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return usual.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return usual.getSupportedCipherSuites();
        }
    }
}
