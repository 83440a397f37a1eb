package org.hinoban.notification.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=S3CR3T",
                "login with password: S3CR3T failed",
                "PASSWORD = 'S3CR3T'",
                "db.password=S3CR3T;timeout=5",
                "DB_PASSWORD=S3CR3T",
                "MYSQL_ROOT_PASSWORD: \"S3CR3T with blanks\"",
                "passwd=S3CR3T",
                "pwd=S3CR3T",
                "{\"password\":\"S3CR3T\",\"user\":\"x\"}",
                "{\"access_token\": \"S3CR3T\"}",
                "GET /?token=S3CR3T&page=2",
                "GET /?api_key=S3CR3T HTTP/1.1",
                "X-Api-Key: S3CR3T",
                "Authorization: Bearer S3CR3TS3CR3T",
                "Authorization: Basic S3CR3TS3CR3T==",
                "proxy said bearer S3CR3TS3CR3T again",
                "Cookie: session=S3CR3T; other=S3CR3T",
                "Set-Cookie: id=S3CR3T; HttpOnly",
                "postgres://user:S3CR3T@db.example.org/shop",
                "cloning https://S3CR3T@git.example.org/x.git",
                "amqp://guest:S3CR3T@localhost:5672",
                "mysql --password S3CR3T --host x",
                "mysql --password=S3CR3T --host x",
                "client_secret=S3CR3T",
                "aws_secret_access_key = S3CR3T/abc",
                "key AKIAS3CR3TS3CR3TXX leaked",
                "jwt eyJhbGciOiJIUzI1.S3CR3T.S3CR3T",
                "using ghp_S3CR3TS3CR3TS3CR3T",
                "CREATE USER x IDENTIFIED BY 'S3CR3T'",
                "passphrase => S3CR3T",
            })
    void masksWhatLooksLikeASecret(String line) {
        assertThat(Secrets.mask(line)).doesNotContain("S3CR3T").contains("***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Started The webshop on port 8080",
                "author: somebody",
                "GET /keyboard/monkey?page=2 200",
                "https://example.org/a/b@c",
                "connection to 10.0.0.1:5432 refused",
                "Out of memory: Killed process 4711 (java) total-vm:123kB",
                "monkey: 5 tokens left",
            })
    void leavesWhatDoesNot(String line) {
        assertThat(Secrets.mask(line)).isEqualTo(line);
    }

    @Test
    void leavesNothingOfAPrivateKey() {
        assertThat(Secrets.mask(List.of(
                        "before",
                        "-----BEGIN RSA PRIVATE KEY-----",
                        "MIIEpAIBAAKCAQEA",
                        "-----END RSA PRIVATE KEY-----",
                        "after")))
                .containsExactly("before", "***", "***", "***", "after");
    }

    @Test
    void isNotSlowedDownByHostileLines() {
        String line = "a_".repeat(1000) + "=" + "://".repeat(500) + "key".repeat(500) + " ".repeat(1000);

        assertTimeout(Duration.ofSeconds(2), () -> Secrets.mask(line));
    }
}
