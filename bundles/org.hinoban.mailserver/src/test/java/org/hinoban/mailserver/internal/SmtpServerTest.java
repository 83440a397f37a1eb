package org.hinoban.mailserver.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.store.testing.DatabaseOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.server.SMTPServer;

/** What a mail client sends arrives, is kept within bounds and can be read. */
final class SmtpServerTest {
    @TempDir
    Path folder;

    private DatabaseOnFile file;
    private Mails mails;
    private SMTPServer server;

    @BeforeEach
    void start() {
        file = DatabaseOnFile.open(folder.resolve("test.db"));
        mails = new Mails(file.of("org.hinoban.mailserver", Mails.class));
        server = SmtpServer.start(mails);
    }

    @AfterEach
    void stop() {
        server.stop();
        file.close();
    }

    @Test
    void listensOnTheLoopbackInterfaceOnly() {
        assertThat(server.getBindAddress()).contains(InetAddress.getLoopbackAddress());
        assertThat(server.getPortAllocated()).isPositive();
    }

    @Test
    void showsWhatItTook() throws Exception {
        send("[web01] 停止", "見てください\nhttp://127.0.0.1:8181/i/x1\n");

        Screen list = new Mailbox(mails).open(request("/mailbox", ""));
        Section.Choices choices = (Section.Choices) list.sections().get(0);
        assertThat(choices.items()).singleElement().satisfies(choice -> {
            assertThat(choice.label().english()).isEqualTo("[web01] 停止");
            assertThat(choice.detail().arguments())
                    .startsWith("night1@example.org")
                    .endsWith("見てください");
            assertThat(choice.path()).isEqualTo("/mailbox/1");
            assertThat(choice.ofSite()).isTrue();
        });

        Screen page = new MailPage(mails).open(request("/mailbox/1", "1"));
        assertThat(page.title().english()).isEqualTo("[web01] 停止");
        assertThat(((Section.Prose) page.sections().get(0)).text().english())
                .isEqualTo("見てください\nhttp://127.0.0.1:8181/i/x1");
        assertThat(((Section.Facts) page.sections().get(1)).facts())
                .anySatisfy(fact -> {
                    assertThat(fact.label().english()).isEqualTo("Message-ID");
                    assertThat(fact.value().english()).startsWith("<");
                })
                .anySatisfy(fact -> {
                    assertThat(fact.label().english()).isEqualTo("Subject");
                    assertThat(fact.value().english()).isEqualTo("[web01] 停止");
                });
    }

    @Test
    void saysThatAMailIsNotThere() {
        for (String number : List.of("1", "x", "99999999999999999999")) {
            assertThatThrownBy(() -> new MailPage(mails).open(request("/mailbox/" + number, number)))
                    .isInstanceOf(MenuException.class);
        }
        assertThat(new Mailbox(mails).open(request("/mailbox", "")).sections())
                .singleElement()
                .isInstanceOf(Section.Prose.class);
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertThatThrownBy(() -> send("large", "x".repeat(SmtpServer.MAX_BYTES)))
                .isInstanceOf(MessagingException.class);
        assertThat(mails.newest(10)).isEmpty();
    }

    @Test
    void keepsTheNewestOnly() {
        Mails few = new Mails(file.of("org.hinoban.mailserver", Mails.class), 3);
        for (int i = 0; i < 5; i++) {
            few.keep(List.of("night1@example.org"), new Letter("s", List.of(), "b"));
        }

        assertThat(few.newest(10)).extracting(Mail::number).containsExactly(5L, 4L, 3L);
        assertThat(few.find(2)).isEmpty();
    }

    @Test
    void tellsTheSenderToTryAgainWhileItCannotStore() {
        file.setAway(true);

        assertThatThrownBy(() -> send("s", "b")).hasMessageContaining("451");
    }

    @Test
    void takesWhateverIsSent() throws Exception {
        String wild =
                "Content-Type: multipart/mixed; boundary=\"x\"\r\nSubject: =?utf-8?Q?=ZZ?=\r\n\r\n--y\r\n\u0000\u0007";

        assertThat(Letter.of(wild.getBytes(StandardCharsets.ISO_8859_1)).body()).doesNotContain("\u0000");
        assertThat(Letter.of(new byte[0]).subject()).isEmpty();
        assertThat(Letter.of("no header at all".getBytes(StandardCharsets.UTF_8))
                        .headers())
                .isNotNull();
    }

    @Test
    void closesItsPortWhenItStops() {
        int port = server.getPortAllocated();
        server.stop();

        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(IOException.class);
    }

    private void send(String subject, String text) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(server.getPortAllocated()));
        properties.put("mail.smtp.timeout", "10000");
        properties.put("mail.smtp.localhost", "localhost");
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("hinoban@example.org"));
        message.setRecipients(RecipientType.TO, "night1@example.org");
        message.setSubject(subject, "UTF-8");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart html = new MimeBodyPart();
        html.setText("<p>html</p>", "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", plain, html));
        Transport.send(message);
    }

    private static MenuRequest request(String path, String number) {
        return new MenuRequest() {
            @Override
            public ManagedServer server() {
                throw new IllegalStateException();
            }

            @Override
            public String path() {
                return path;
            }

            @Override
            public String variable(String name) {
                return number;
            }

            @Override
            public Optional<String> parameter(String name) {
                return Optional.empty();
            }

            @Override
            public String user() {
                return "admin";
            }

            @Override
            public Role role() {
                return Role.ADMIN;
            }

            @Override
            public Deadline deadline() {
                return Deadline.in(Duration.ofSeconds(10));
            }
        };
    }
}
