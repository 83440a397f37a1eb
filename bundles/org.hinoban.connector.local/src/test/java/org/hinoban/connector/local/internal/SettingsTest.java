package org.hinoban.connector.local.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hinoban.configuration.BadValueException;
import org.hinoban.configuration.Configurations;
import org.hinoban.configuration.Values;
import org.hinoban.host.CommandService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void takesTheHostNameMadeFitWhereNothingIsConfigured() throws Exception {
        Files.createDirectories(folder.resolve("etc"));
        Files.writeString(folder.resolve("etc/hostname"), "Web_01.example.org\n");

        Settings settings = Settings.read(values(Map.of("root", folder.toString())));

        assertThat(settings.server()).isEqualTo("web_01");
        assertThat(settings.name()).isEqualTo("Web_01.example.org");
        assertThat(settings.enabled()).isTrue();
        assertThat(Settings.id("-日本-")).isEqualTo("localhost");
        assertThat(Settings.id("x".repeat(80))).hasSize(63);
    }

    @Test
    void refusesWhatCannotBeUsedAndNamesIt() {
        assertBad(Map.of("server.id", "Web 01"), "server.id");
        assertBad(Map.of("enabled", "perhaps"), "enabled");
        assertBad(Map.of("root", "/there/is/nothing"), "root");
        assertBad(Map.of("tools", "relative"), "tools");
    }

    @Test
    void aBrokenServiceFileLeavesTheServiceAsItWas() {
        List<Map<String, String>> files = new ArrayList<>();
        files.add(file("shop", Map.of("process", "shop", "log", "/var/log/shop.log")));
        Configurations<CommandService> services =
                new Configurations<>(() -> files, Settings.SERVICE_PID, Settings::service);
        assertThat(services.values()).containsOnlyKeys("shop");

        files.set(0, file("shop", Map.of("process", "shop(", "log", "/var/log/shop.log")));
        services.read();

        assertThat(services.values().get("shop").process()).isEqualTo("shop");
        assertThat(services.notices()).hasSize(1);
        files.set(0, file("shop", Map.of("process", "shop2")));
        services.read();
        assertThat(services.values().get("shop").process()).isEqualTo("shop2");
        assertThat(services.notices()).isEmpty();
    }

    @Test
    void aServiceThatNothingTellsOfIsRefused() {
        assertThatThrownBy(() -> Settings.service(values(Map.of("start", "shop &"))))
                .isInstanceOf(BadValueException.class);
        assertThatThrownBy(() -> Settings.service(values(Map.of("pidfile", "shop.pid"))))
                .isInstanceOf(BadValueException.class);
    }

    private static Map<String, String> file(String name, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("service.pid", Settings.SERVICE_PID + "~" + name);
        return all;
    }

    private void assertBad(Map<String, String> raw, String key) {
        assertThatThrownBy(() -> Settings.read(values(raw)))
                .isInstanceOfSatisfying(
                        BadValueException.class,
                        e -> assertThat(e.text().arguments()).contains(key));
    }

    private static Values values(Map<String, String> raw) {
        return new Values("shop", "org.hinoban.connector.local.cfg", raw);
    }
}
