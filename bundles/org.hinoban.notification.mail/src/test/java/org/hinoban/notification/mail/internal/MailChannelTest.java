package org.hinoban.notification.mail.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.hinoban.api.notice.Notice;
import org.hinoban.api.notification.DeliveryException;
import org.hinoban.api.notification.Message;
import org.hinoban.api.notification.Message.Link;
import org.hinoban.api.notification.Message.Passage;
import org.hinoban.api.notification.PathDownException;
import org.hinoban.api.notification.Recipient;
import org.hinoban.configuration.Configurations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.helper.BasicMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** Against a real SMTP server with a real certificate. */
final class MailChannelTest {
    private static final Recipient NIGHT =
            new Recipient("night1", "mail", "night1@example.org", Locale.ENGLISH, ZoneId.of("UTC"));

    @TempDir
    Path folder;

    private final List<byte[]> taken = new CopyOnWriteArrayList<>();
    private final List<SMTPServer> servers = new ArrayList<>();
    private final List<Map<String, String>> routes = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(SMTPServer::stop);
    }

    @Test
    void sendsAMailThatThreadsAndThatMachinesDoNotAnswer() throws Exception {
        route("first", server(plain -> plain), "security", "none");
        MailChannel channel = channel("ops@hinoban.example.org");

        String answer = channel.send(message("id-2", "id-1"), NIGHT);

        assertThat(answer).startsWith("250");
        MimeMessage mail = mail(0);
        assertThat(mail.getMessageID()).isEqualTo("<id-2@hinoban.example.org>");
        assertThat(mail.getHeader("In-Reply-To")).containsExactly("<id-1@hinoban.example.org>");
        assertThat(mail.getHeader("References")).containsExactly("<id-1@hinoban.example.org>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
        assertThat(mail.getSubject()).isEqualTo("[web01] 停止");
        assertThat(mail.getSentDate()).isNotNull();
        assertThat(mail.getFrom()[0]).hasToString("Hinoban <ops@hinoban.example.org>");
        assertThat(taken.get(0)).as("7 bits").doesNotContain(bytesAbove127());
    }

    @Test
    void writesTextFirstAndHtmlInWhichNothingOfOthersIsCode() throws Exception {
        route("first", server(plain -> plain), "security", "none");

        channel("ops@example.org").send(message("id-1", null), NIGHT);

        Multipart parts = (Multipart) mail(0).getContent();
        assertThat(mail(0).getContentType()).startsWith("multipart/alternative");
        BodyPart text = parts.getBodyPart(0);
        assertThat(text.getContentType()).startsWith("text/plain");
        assertThat(String.valueOf(text.getContent()))
                .startsWith("web01: webshop 停止, 12:07 UTC")
                .contains("https://h.example.org/i/x1")
                .contains("<script>alert(1)</script>")
                .containsSubsequence("/i/x1", "Server: web01", "Restart it.", "/i/x1/restart", "Log");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(String.valueOf(parts.getBodyPart(1).getContent()))
                .contains("href=\"https://h.example.org/i/x1\"")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script")
                .doesNotContain("src=")
                .doesNotContain("${");
    }

    @Test
    void usesEncryptionAndAPasswordFromAFile() throws Exception {
        Certificates certificates = Certificates.of(GeneralName.dNSName, "localhost");
        Path authorities = certificates.writeTo(folder.resolve("ca.pem"));
        int port = server(plain -> plain.enableTLS()
                .requireTLS()
                .startTlsSocketFactory(certificates.server())
                .requireAuth(true)
                .authenticationHandlerFactory(passwords()));
        route(
                "first",
                port,
                "host",
                "localhost",
                "security",
                "starttls",
                "ca.file",
                authorities.toString(),
                "user",
                "me",
                "password.file",
                password("right", "rw-------"));
        MailChannel channel = channel("ops@example.org");

        channel.send(message("id-1", null), NIGHT);

        assertThat(taken).hasSize(1);
        assertThat(channel.notices()).isEmpty();
    }

    @Test
    void usesEncryptionFromTheStart() throws Exception {
        Certificates certificates = Certificates.of(GeneralName.dNSName, "localhost");
        Path authorities = certificates.writeTo(folder.resolve("ca.pem"));
        int port = server(plain -> plain.serverSocketFactory(certificates.server()));
        route("first", port, "host", "localhost", "security", "tls", "ca.file", authorities.toString());

        channel("ops@example.org").send(message("id-1", null), NIGHT);

        assertThat(taken).hasSize(1);
    }

    @Test
    void saysThatACertificateIsNotTrusted() {
        Certificates certificates = Certificates.of(GeneralName.dNSName, "localhost");
        int port = server(plain -> plain.enableTLS().startTlsSocketFactory(certificates.server()));
        route("first", port, "host", "localhost", "security", "starttls");
        MailChannel channel = channel("ops@example.org");

        assertThatThrownBy(() -> channel.send(message("id-1", null), NIGHT)).hasMessageContaining("certification path");

        assertThat(channel.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.urgent()).isTrue();
            assertThat(notice.text().key()).isEqualTo("degraded");
            assertThat(notice.text().arguments().get(3)).contains("certification path");
        });
    }

    @Test
    void saysThatACertificateIsAnotherHosts() throws Exception {
        Certificates certificates = Certificates.of(GeneralName.dNSName, "mail.example.org");
        Path authorities = certificates.writeTo(folder.resolve("ca.pem"));
        int port = server(plain -> plain.enableTLS().startTlsSocketFactory(certificates.server()));
        route("first", port, "host", "localhost", "security", "starttls", "ca.file", authorities.toString());

        assertThatThrownBy(() -> channel("ops@example.org").send(message("id-1", null), NIGHT))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("localhost");
        assertThat(taken).isEmpty();
    }

    @Test
    void sendsNothingInClearTextWhereEncryptionIsAskedFor() {
        route("first", server(plain -> plain), "security", "starttls");

        assertThatThrownBy(() -> channel("ops@example.org").send(message("id-1", null), NIGHT))
                .hasMessageContaining("STARTTLS");
        assertThat(taken).isEmpty();
    }

    @Test
    void showsTheAnswerToAWrongPasswordAndTakesTheNextRoute() throws Exception {
        int first = server(plain -> plain.requireAuth(true).authenticationHandlerFactory(passwords()));
        route("first", first, "security", "none", "user", "me", "password.file", password("wrong", "rw-------"));
        route("second", server(plain -> plain), "security", "none", "order", "200");
        MailChannel channel = channel("ops@example.org");

        channel.send(message("id-1", null), NIGHT);

        assertThat(taken).hasSize(1);
        assertThat(channel.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.text().arguments()).startsWith("first", "127.0.0.1");
            assertThat(notice.text().arguments().get(3)).contains("535");
        });

        password("right", "rw-------");
        channel.send(message("id-2", null), NIGHT);

        assertThat(channel.notices()).isEmpty();
    }

    @Test
    void takesRoutesInTheirOrderAndTheNextOneWhenAServerIsAway() throws Exception {
        route("away", freePort(), "security", "none", "order", "1");
        route(
                "busy",
                server(plain -> plain.messageHandler(refusing(451, "4.3.0 later"))),
                "security",
                "none",
                "order",
                "2");
        route("third", server(plain -> plain), "security", "none", "order", "3");
        MailChannel channel = channel("ops@example.org");

        channel.send(message("id-1", null), NIGHT);

        assertThat(taken).hasSize(1);
        assertThat(channel.notices())
                .extracting(notice -> notice.text().arguments().get(0))
                .containsExactly("away", "busy");
    }

    @Test
    void givesUpARecipientOnlyWhenItIsTheRecipientThatIsRefused() {
        route("first", server(plain -> plain.messageHandler(refusing(550, "5.1.1 no such user"))), "security", "none");
        assertThat(failure().isPermanent()).isTrue();

        routes.clear();
        route(
                "first",
                server(plain -> plain.messageHandler(refusing(554, "5.7.1 Relay access denied"))),
                "security",
                "none");
        assertThat(failure().isPermanent()).isFalse();

        routes.clear();
        assertThat(failure()).isInstanceOf(PathDownException.class).hasMessage("No mail route is configured");
    }

    @Test
    void tellsAServerThatIsAwayFromARecipientWhoHasToWait() throws Exception {
        route("first", server(plain -> plain.messageHandler(refusing(450, "4.2.0 greylisted"))), "security", "none");
        assertThat(failure()).isNotInstanceOf(PathDownException.class);

        routes.clear();
        route("first", freePort(), "security", "none");
        assertThat(failure()).isInstanceOf(PathDownException.class);
    }

    @Test
    void neverReplacesARealRouteByTheBuiltInServer() throws Exception {
        route("builtin", server(plain -> plain), "security", "none", "builtin", "true", "order", "1");
        MailChannel alone = channel("ops@example.org");
        alone.send(message("id-1", null), NIGHT);
        assertThat(taken).hasSize(1);

        route("real", freePort(), "security", "none", "order", "2");
        assertThatThrownBy(() -> channel("ops@example.org").send(message("id-2", null), NIGHT))
                .isInstanceOf(DeliveryException.class);
        assertThat(taken).hasSize(1);
    }

    @Test
    void saysThatOthersCanReadAPassword() throws Exception {
        route(
                "first",
                server(plain -> plain),
                "security",
                "none",
                "user",
                "me",
                "password.file",
                password("right", "rw-r--r--"));

        assertThat(channel("ops@example.org").notices())
                .extracting(Notice::text)
                .extracting(text -> text.key())
                .containsExactly("password.open");
    }

    @Test
    void keepsTheIdOverTriesAndRoutes() throws Exception {
        MailChannel channel = channel("ops@example.org");
        route("first", server(plain -> plain), "security", "none", "from", "other@elsewhere.example.org");

        channel("ops@example.org").send(message("id-1", null), NIGHT);
        channel("ops@example.org").send(message("id-1", null), NIGHT);

        assertThat(mail(0).getMessageID()).isEqualTo(mail(1).getMessageID()).isEqualTo("<id-1@example.org>");
        assertThat(mail(0).getFrom()[0]).hasToString("Hinoban <other@elsewhere.example.org>");
        assertThat(channel.notices()).extracting(notice -> notice.text().key()).containsExactly("none");
    }

    private DeliveryException failure() {
        return catchThrowableOfType(
                DeliveryException.class, () -> channel("ops@example.org").send(message("id-1", null), NIGHT));
    }

    private MailChannel channel(String from) {
        return new MailChannel(
                new Configurations<>(
                        () -> List.of(Map.of("service.pid", MailChannel.PID, "from", from)),
                        MailChannel.PID,
                        Route::from),
                new Configurations<>(() -> List.copyOf(routes), MailChannel.ROUTE_PID, Route::read),
                folder);
    }

    private void route(String name, int port, String... more) {
        Map<String, String> values = new HashMap<>(Map.of(
                "service.pid", MailChannel.ROUTE_PID + "~" + name, "host", "127.0.0.1", "port", String.valueOf(port)));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        routes.add(values);
    }

    private int server(UnaryOperator<SMTPServer.Builder> more) {
        BasicMessageListener listener = (context, from, to, data) -> taken.add(data);
        SMTPServer server = more.apply(SMTPServer.port(0)
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .hostName("localhost")
                        .messageHandler(listener))
                .build();
        server.start();
        servers.add(server);
        return server.getPortAllocated();
    }

    private static BasicMessageListener refusing(int code, String text) {
        return (context, from, to, data) -> {
            throw new RejectException(code, text);
        };
    }

    private static EasyAuthenticationHandlerFactory passwords() {
        return new EasyAuthenticationHandlerFactory((user, password, context) -> {
            if (!user.equals("me") || !password.equals("right")) {
                throw new LoginFailedException("wrong");
            }
        });
    }

    private String password(String password, String permissions) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), password + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file.toString();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private MimeMessage mail(int index) throws Exception {
        return new MimeMessage(null, new ByteArrayInputStream(taken.get(index)));
    }

    private static byte[] bytesAbove127() {
        return "停".getBytes(StandardCharsets.UTF_8);
    }

    private static Message message(String id, String thread) {
        return new Message(
                id,
                thread,
                Locale.JAPANESE,
                "[web01] 停止",
                "web01: webshop 停止, 12:07 UTC",
                List.of(
                        new Passage("", List.of("Server: web01"), false),
                        new Passage("What to do", List.of("Restart it."), false),
                        new Passage("Log", List.of("<script>alert(1)</script>"), true)),
                List.of(
                        new Link("Open", "https://h.example.org/i/x1"),
                        new Link("Restart", "https://h.example.org/i/x1/restart")));
    }
}
