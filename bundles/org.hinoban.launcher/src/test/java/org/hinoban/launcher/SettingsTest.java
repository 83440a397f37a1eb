package org.hinoban.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void turnsVariablesIntoPropertiesAndRelativePathsIntoAbsoluteOnes() throws Exception {
        Path here = Path.of("").toAbsolutePath();
        Path certificate = Files.createFile(folder.resolve("cert.pem"));
        Settings settings = Settings.of(Map.of(
                "HINOBAN_DATA", "some/data",
                "HINOBAN_TLS_CERT", here.relativize(certificate).toString(),
                "HINOBAN_URL", "https://hinoban.example.org",
                "PATH", "/bin"));

        assertThat(settings.data()).isEqualTo(Path.of("some/data").toAbsolutePath());
        assertThat(settings.properties())
                .containsOnlyKeys("hinoban.data", "hinoban.tls.certificate", "hinoban.url")
                .containsEntry("hinoban.url", "https://hinoban.example.org");
        assertThat(Path.of(settings.properties().get("hinoban.tls.certificate")))
                .isEqualTo(certificate);
    }

    @Test
    void leavesOutThePasswordUnlessItIsGiven() throws Exception {
        assertThat(Settings.of(Map.of("HINOBAN_ADMIN_PASSWORD", "")).properties())
                .doesNotContainKey("hinoban.admin.password");
        assertThat(Settings.of(Map.of("HINOBAN_ADMIN_PASSWORD", "s")).properties())
                .containsEntry("hinoban.admin.password", "s");
    }

    @Test
    void takesTheAddressFromTheEnvironmentBeforeTheFileBeforeTheDefault() throws Exception {
        assertThat(with(Map.of()).address()).isEqualTo(new Settings.Address("127.0.0.1", 8181));

        writeWeb("port = 9000\nbind=0.0.0.0\n");
        assertThat(with(Map.of()).address()).isEqualTo(new Settings.Address("0.0.0.0", 9000));
        assertThat(with(Map.of("HINOBAN_PORT", "9001")).address()).isEqualTo(new Settings.Address("0.0.0.0", 9001));
    }

    @Test
    void refusesWhatIsNoPortAndSaysWhereItStands() throws Exception {
        assertThatThrownBy(() -> with(Map.of("HINOBAN_PORT", "web")))
                .isInstanceOf(LaunchException.class)
                .hasMessage("HINOBAN_PORT is not a port: web");

        writeWeb("port = 70000\n");
        assertThatThrownBy(() -> with(Map.of()).address())
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("org.hinoban.web.cfg is not a port: 70000");
    }

    @Test
    void refusesEachVariableThatMakesNoSense() throws Exception {
        Map.of(
                        "HINOBAN_URL",
                                List.of("manager.example.org", "ftp://example.org", "https://example.org/x", "a b"),
                        "HINOBAN_PROXIES",
                                List.of("proxy.example.org", "10.0.0.0/33", "10.0.0.1,::/129", "1", "10.0.0.0/"),
                        "HINOBAN_TLS_CERT", List.of("/nonexistent.pem"),
                        "HINOBAN_TLS_KEY", List.of("/nonexistent.pem"))
                .forEach((variable, values) ->
                        values.forEach(value -> assertThatThrownBy(() -> with(Map.of(variable, value)))
                                .as(value)
                                .isInstanceOf(LaunchException.class)
                                .hasMessageStartingWith(variable)));
        String alone = Files.createFile(folder.resolve("alone.pem")).toString();
        assertThatThrownBy(() -> with(Map.of("HINOBAN_TLS_CERT", alone)).address())
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("HINOBAN_TLS_KEY");
        with(Map.of(
                "HINOBAN_URL",
                "https://example.org:8443/",
                "HINOBAN_PROXIES",
                "10.0.0.1, ::1,192.168.0.0/22,fd00::/8"));
    }

    private Settings with(Map<String, String> environment) throws LaunchException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("HINOBAN_DATA", folder.toString());
        return Settings.of(all);
    }

    private void writeWeb(String content) throws IOException {
        Files.createDirectories(folder.resolve("etc"));
        Files.writeString(folder.resolve("etc/org.hinoban.web.cfg"), content);
    }
}
