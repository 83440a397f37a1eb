package org.hinoban.health.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.hinoban.api.health.Vitals.Part;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.health.internal.DeadMan.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DeadManTest {
    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final AtomicInteger pings = new AtomicInteger();
    private final AtomicInteger elsewhere = new AtomicInteger();
    private volatile int status = 200;
    private volatile List<Part> parts = sound();
    private HttpServer server;
    private DeadMan deadMan;

    @BeforeEach
    void starts() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/elsewhere", exchange -> {
            elsewhere.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/secret-5c2a", exchange -> {
            pings.incrementAndGet();
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/secret-5c2a");
        deadMan = new DeadMan(url, OFTEN, () -> parts, outcome -> {});
    }

    @AfterEach
    void ends() {
        deadMan.close();
        server.stop(0);
    }

    @Test
    void sendsAsLongAsAllIsSound() {
        Awaitility.await().atMost(LONG).untilAsserted(() -> assertThat(pings).hasValueGreaterThan(3));
        assertThat(deadMan.result()).containsInstanceOf(Result.Taken.class);
    }

    @Test
    void sendsNothingWhileAPartIsNotSoundAndGoesOnWhenItIs() throws InterruptedException {
        awaitResult(Result.Taken.class);
        parts = with(new Part("event-log", State.ABNORMAL, Text.plain("It cannot be written")));
        awaitResult(Result.Withheld.class);
        int before = pings.get();
        Thread.sleep(OFTEN.multipliedBy(6).toMillis());
        assertThat(pings).hasValue(before);
        assertThat(((Result.Withheld) deadMan.result().orElseThrow()).parts()).containsExactly("event-log");
        parts = sound();
        awaitResult(Result.Taken.class);
    }

    @Test
    void sendsNothingWhileAPartThatItNeedsIsMissing() {
        parts = sound().stream()
                .filter(part -> !part.name().equals("dispatcher"))
                .toList();
        awaitResult(Result.Withheld.class);
        assertThat(((Result.Withheld) deadMan.result().orElseThrow()).parts()).containsExactly("dispatcher");
    }

    @Test
    void sendsNothingWhileNobodyCouldRelyOnAPart() {
        parts = with(new Part("channels", State.WARNING, Text.plain("Nobody is configured")));
        awaitResult(Result.Withheld.class);
    }

    @Test
    void countsAsTakenOnlyWhatTheUrlTakes() {
        status = 500;
        awaitResult(Result.NotTaken.class);
        status = 204;
        awaitResult(Result.Taken.class);
    }

    @Test
    void doesNotFollowWhereTheUrlLeads() {
        status = 302;
        awaitResult(Result.NotTaken.class);
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void keepsTheUrlToItself() {
        status = 404;
        awaitResult(Result.NotTaken.class);
        assertThat(deadMan.host() + deadMan.result()).doesNotContain("secret-5c2a");
    }

    private void awaitResult(Class<? extends Result> kind) {
        Awaitility.await()
                .atMost(LONG)
                .untilAsserted(() -> assertThat(deadMan.result()).containsInstanceOf(kind));
    }

    private static List<Part> sound() {
        return DeadMan.NEEDED.stream()
                .map(name -> new Part(name, State.NORMAL, Text.plain("fine")))
                .toList();
    }

    private static List<Part> with(Part other) {
        List<Part> parts = new ArrayList<>(sound());
        parts.removeIf(part -> part.name().equals(other.name()));
        parts.add(other);
        return parts;
    }
}
