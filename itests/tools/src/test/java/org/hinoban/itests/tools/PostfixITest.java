package org.hinoban.itests.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The mail server itself, with a client of the library's. */
final class PostfixITest {
    private static Postfix postfix;

    @BeforeAll
    static void starts() throws IOException, InterruptedException {
        postfix = Postfix.start();
    }

    @AfterAll
    static void ends() throws IOException, InterruptedException {
        postfix.close();
    }

    @Test
    void takesAMailFromWhoKnowsThePassword() throws MessagingException {
        send(Postfix.PASSWORD);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(postfix.mails())
                        .as(postfix.log())
                        .singleElement()
                        .satisfies(mail -> {
                            assertThat(mail.to()).isEqualTo("night1@example.org");
                            assertThat(mail.subject()).isEqualTo("drill");
                        }));
    }

    @Test
    void refusesWhoDoesNot() {
        assertThatThrownBy(() -> send("guess")).isInstanceOf(AuthenticationFailedException.class);
    }

    private static void send(String password) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", "true");
        properties.put("mail.smtp.ssl.trust", "localhost");
        properties.put("mail.smtp.auth", "true");
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("hinoban@example.org");
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("night1@example.org"));
        message.setSubject("drill");
        message.setText("drill");
        message.saveChanges();
        try (Transport transport = message.getSession().getTransport("smtp")) {
            transport.connect("localhost", postfix.port(), Postfix.USER, password);
            transport.sendMessage(message, message.getAllRecipients());
        }
    }
}
