package org.hinoban.web.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveTest {
    private House house;

    @BeforeEach
    void open() throws Exception {
        house = new House();
    }

    @AfterEach
    void close() throws Exception {
        house.close();
    }

    @Test
    void tellsAnOpenPageWhatChangedAlsoWhatItMissed() throws Exception {
        house.phone("night1");
        String secret = house.world.known.keySet().iterator().next();
        String drawn = house.changes.position();
        house.changes.publish("web07");
        List<String> lines = new CopyOnWriteArrayList<>();
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), house.base().getPort())) {
            follow(socket, "/events?after=" + drawn, secret, lines);
            await().untilAsserted(() -> assertThat(lines).contains("data: web07"));
            house.changes.publish("web09");
            await().untilAsserted(() -> assertThat(lines).contains("data: web09"));
            assertThat(lines).contains("id: " + house.changes.position());
        }
    }

    @Test
    void tellsAPageOfAnEarlierRunThatEverythingMayHaveChanged() throws Exception {
        house.phone("night1");
        String secret = house.world.known.keySet().iterator().next();
        List<String> lines = new CopyOnWriteArrayList<>();
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), house.base().getPort())) {
            follow(socket, "/events?after=0badc0de-4", secret, lines);
            await().untilAsserted(() -> assertThat(lines).contains("data: *"));
        }
    }

    @Test
    void neverNamesAPositionBeforeItHasToldAllUpToThere() throws Exception {
        house.phone("night1");
        String secret = house.world.known.keySet().iterator().next();
        AtomicBoolean once = new AtomicBoolean(true);
        List<String> lines = new CopyOnWriteArrayList<>();
        // Somebody else changes something while the first change is being told.
        house.changes.onChange(() -> {
            if (once.getAndSet(false)) {
                house.changes.publish("web09");
            }
        });
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), house.base().getPort())) {
            follow(socket, "/events", secret, lines);
            await().untilAsserted(() -> assertThat(lines).contains("event: beat"));
            house.changes.publish("web07");
            await().untilAsserted(() -> assertThat(lines).contains("id: " + house.changes.position()));
            await().untilAsserted(() -> assertThat(lines).contains("data: web07 web09"));
        }
    }

    private static void follow(Socket socket, String path, String secret, List<String> lines) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nCookie: hinoban=" + secret + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        Thread thread = new Thread(() -> reader.lines().forEach(lines::add), "phone");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((t, closed) -> {});
        thread.start();
    }
}
