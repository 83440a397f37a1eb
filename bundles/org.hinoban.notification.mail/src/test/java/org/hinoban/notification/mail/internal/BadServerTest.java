package org.hinoban.notification.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hinoban.api.notification.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that keep one waiting, or go in the middle. */
final class BadServerTest {
    private static final Duration WHOLE = Duration.ofSeconds(2);
    /** The beginning of an answer in plain text, and of a record of TLS that announces 16,000 bytes. */
    private static final byte[] PLAIN = "220-".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] ENCRYPTED = {0x16, 3, 3, 0x3e, (byte) 0x80};

    private ServerSocket server;
    private Smtp smtp;

    /** What a server does with a connection. */
    private interface Behaviour {
        void serve(Socket socket) throws IOException, InterruptedException;
    }

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        smtp = new Smtp("localhost", WHOLE);
    }

    @AfterEach
    void close() throws IOException {
        smtp.close();
        server.close();
    }

    @ParameterizedTest
    @Timeout(60)
    @EnumSource(Route.Security.class)
    void leavesAServerThatSendsAByteNowAndThen(Route.Security security) {
        serve(socket -> {
            OutputStream out = socket.getOutputStream();
            out.write(security == Route.Security.TLS ? ENCRYPTED : PLAIN);
            while (true) {
                out.write('0');
                out.flush();
                Thread.sleep(100);
            }
        });

        RouteException failure = catchThrowableOfType(RouteException.class, () -> send(security));

        assertThat(failure).hasMessage("Not done within 2 s");
        assertThat(failure.cause()).isEqualTo(RouteException.Cause.NETWORK);
        assertThat(failure.isUnanswered()).isFalse();
    }

    @Test
    void saysThatAMailMayHaveArrivedWhoseServerWentWithoutAnAnswer() {
        serve(socket -> {
            OutputStream out = socket.getOutputStream();
            say(out, "220 here");
            for (String answer : List.of("250 hello", "250 sender", "250 recipient", "354 go on")) {
                readLine(socket);
                say(out, answer);
            }
            String line = readLine(socket);
            while (!line.equals(".")) {
                line = readLine(socket);
            }
            socket.close();
        });

        RouteException failure = catchThrowableOfType(RouteException.class, () -> send(Route.Security.NONE));

        assertThat(failure.isUnanswered()).isTrue();
    }

    @Test
    void knowsThatAMailHasNotArrivedThatWasRefusedForNow() {
        serve(socket -> {
            OutputStream out = socket.getOutputStream();
            say(out, "220 here");
            for (String answer : List.of("250 hello", "250 sender", "451 later")) {
                readLine(socket);
                say(out, answer);
            }
            readLine(socket);
        });

        RouteException failure = catchThrowableOfType(RouteException.class, () -> send(Route.Security.NONE));

        assertThat(failure.isUnanswered()).isFalse();
    }

    private void send(Route.Security security) throws Exception {
        Route route = new Route(
                "bad",
                "127.0.0.1",
                server.getLocalPort(),
                security,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                100,
                false);
        Message message = new Message("id-1", null, Locale.ENGLISH, "subject", "lead", List.of(), List.of());
        InternetAddress address = new InternetAddress("night1@example.org");
        smtp.send(route, message, address, address, "example.org");
    }

    private void serve(Behaviour behaviour) {
        Thread thread = new Thread(() -> {
            try (Socket socket = server.accept()) {
                behaviour.serve(socket);
            } catch (IOException e) {
                // the client has left
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String readLine(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c != '\n';
                c = socket.getInputStream().read()) {
            if (c < 0) {
                throw new IOException("The client is gone");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
