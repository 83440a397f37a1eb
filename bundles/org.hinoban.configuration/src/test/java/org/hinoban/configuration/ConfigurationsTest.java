package org.hinoban.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigurationsTest {
    private final List<Map<String, String>> stored = new ArrayList<>();

    private Configurations<Integer> ports() {
        return new Configurations<>(
                () -> List.copyOf(stored), "org.example.route", values -> values.number("port", 25, 1, 65535));
    }

    private static Map<String, String> route(String name, String port) {
        return Map.of(
                "service.pid",
                "org.example.route." + name.hashCode(),
                "felix.fileinstall.filename",
                "file:/data/etc/org.example.route-" + name + ".cfg",
                "port",
                port);
    }

    @Test
    void hasThemAtHandOnceItIsMade() {
        stored.add(route("b", "26"));
        stored.add(route("a", ""));

        assertThat(ports().values()).containsExactly(Map.entry("a", 25), Map.entry("b", 26));
    }

    @Test
    void keepsTheLastGoodValueAndSaysWhatIsWrong() {
        stored.add(route("a", "26"));
        Configurations<Integer> ports = ports();

        stored.set(0, route("a", "99999"));
        ports.read();

        assertThat(ports.values()).containsExactly(Map.entry("a", 26));
        assertThat(ports.notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.text().arguments())
                        .containsExactly("org.example.route-a.cfg", "port", "99999", "1", "65535"));
    }

    @Test
    void forgetsTheNoticeOnceItIsMended() {
        stored.add(route("a", "many"));
        Configurations<Integer> ports = ports();
        assertThat(ports.values()).isEmpty();
        assertThat(ports.notices()).hasSize(1);

        stored.set(0, route("a", "27"));
        ports.read();

        assertThat(ports.values()).containsExactly(Map.entry("a", 27));
        assertThat(ports.notices()).isEmpty();
    }

    @Test
    void forgetsWhatWasDeleted() {
        stored.add(route("a", "26"));
        Configurations<Integer> ports = ports();

        stored.clear();
        ports.read();

        assertThat(ports.values()).isEmpty();
    }

    @Test
    void namesAConfigurationWithoutAFileByItsPid() {
        stored.add(Map.of("service.pid", "org.example.route~builtin", "port", "28"));

        assertThat(ports().values()).containsExactly(Map.entry("builtin", 28));
    }

    @Test
    void makesTheBestOfWhatWasNeverGood() {
        stored.add(route("a", "many"));
        Configurations<Integer> ports = new Configurations<>(
                () -> List.copyOf(stored),
                "org.example.route",
                values -> values.number("port", 25, 1, 65535),
                values -> values.only("host").number("port", 25, 1, 65535));

        assertThat(ports.values()).containsExactly(Map.entry("a", 25));
        assertThat(ports.notices()).hasSize(1);
    }

    @Test
    void knowsOfWhatItCannotUse() {
        stored.add(route("a", "many"));

        assertThat(ports().isThere("a")).isTrue();
        assertThat(ports().isThere("b")).isFalse();
    }
}
