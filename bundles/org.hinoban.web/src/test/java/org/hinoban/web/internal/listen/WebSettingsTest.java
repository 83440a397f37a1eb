package org.hinoban.web.internal.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hinoban.configuration.BadValueException;
import org.hinoban.configuration.Configurations;
import org.hinoban.configuration.Values;
import org.junit.jupiter.api.Test;

class WebSettingsTest {
    @Test
    void listensOnLoopbackUntilToldOtherwise() throws Exception {
        WebSettings settings = read(Map.of(), Map.of());
        assertThat(settings).isEqualTo(WebSettings.DEFAULTS);
        assertThat(settings.isLoopback()).isTrue();
        assertThat(read(Map.of("bind", "0.0.0.0"), Map.of()).isLoopback()).isFalse();
    }

    @Test
    void letsTheEnvironmentWin() throws Exception {
        WebSettings settings = read(
                Map.of("port", "9000", "url", "https://file.example.org"),
                Map.of("hinoban.port", "9001", "hinoban.proxies", "10.0.0.1, ::1, 192.168.0.0/22, fd00::/8"));
        assertThat(settings.port()).isEqualTo(9001);
        assertThat(settings.url()).isEqualTo("https://file.example.org");
        for (String proxy : List.of("10.0.0.1", "0:0:0:0:0:0:0:1", "192.168.3.255", "fdff::7", "::ffff:10.0.0.1")) {
            assertThat(settings.proxies()).as(proxy).anyMatch(network -> network.holds(proxy));
        }
        for (String stranger : List.of("10.0.0.2", "::2", "192.168.4.0", "fe80::1", "localhost", "1", "")) {
            assertThat(settings.proxies()).as(stranger).noneMatch(network -> network.holds(stranger));
        }
    }

    @Test
    void saysWhichValueCannotBeUsed() {
        for (Map<String, String> bad : List.of(
                Map.of("port", "99999"),
                Map.of("url", "ftp://example.org"),
                Map.of("url", "https://example.org/below"),
                Map.of("proxies", "proxy.example.org"),
                Map.of("proxies", "10.0.0.0/33"),
                Map.of("proxies", "10.0.0.0/"),
                Map.of("tls.certificate", "/nonexistent.pem"))) {
            String key = bad.keySet().iterator().next();
            assertThatThrownBy(() -> read(bad, Map.of()))
                    .isInstanceOf(BadValueException.class)
                    .satisfies(e -> assertThat(((BadValueException) e).text().arguments())
                            .contains(key));
        }
    }

    @Test
    void leavesOutABadValueAloneAndTakesTheEnvironmentsInItsPlace() throws Exception {
        Map<String, String> environment = Map.of("hinoban.port", "9001", "hinoban.bind", "0.0.0.0");
        for (Map<String, String> bad : List.of(
                Map.of("url", "manager.example.org"),
                Map.of("proxies", "proxy.example.org"),
                Map.of("tls.key", "/nonexistent.pem"))) {
            Configurations<WebSettings> configured = configured(List.of(bad), environment);
            assertThat(Listening.current(configured, environment::get))
                    .isEqualTo(new WebSettings("0.0.0.0", 9001, "", List.of(), null, null));
            assertThat(configured.notices()).hasSize(1);
        }
        Configurations<WebSettings> badPort =
                configured(List.of(Map.of("port", "99999", "url", "https://example.org")), Map.of());
        assertThat(Listening.current(badPort, Map.<String, String>of()::get))
                .isEqualTo(new WebSettings("127.0.0.1", 8181, "https://example.org", List.of(), null, null));
    }

    @Test
    void forgetsWhatTheFileSaidWhenThatIsDeleted() throws Exception {
        Map<String, String> environment = Map.of("hinoban.port", "9001");
        List<Map<String, String>> files =
                new ArrayList<>(List.of(Map.of("proxies", "10.0.0.0/8", "url", "https://example.org")));
        Configurations<WebSettings> configured = configured(files, environment);
        assertThat(Listening.current(configured, environment::get).proxies()).hasSize(1);
        files.clear();
        configured.read();
        assertThat(Listening.current(configured, environment::get))
                .isEqualTo(new WebSettings("127.0.0.1", 9001, "", List.of(), null, null));
    }

    private static Configurations<WebSettings> configured(
            List<Map<String, String>> files, Map<String, String> environment) {
        return new Configurations<>(
                () -> files,
                Listening.PID,
                values -> WebSettings.read(values, environment::get),
                values -> WebSettings.best(values, environment::get));
    }

    @Test
    void findsOutWhetherItCanBeListenedElsewhere() throws Exception {
        WebSettings now = read(Map.of("port", "9000"), Map.of());
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            WebSettings taken = read(Map.of("port", port), Map.of());
            assertThatThrownBy(() -> taken.probe(now)).isInstanceOf(BindException.class);
            read(Map.of("port", port, "bind", "0.0.0.0"), Map.of()).probe(taken);
        }
        assertThatThrownBy(() -> read(Map.of("port", "9000", "bind", "192.0.2.1"), Map.of())
                        .probe(now))
                .as("no address of this machine")
                .isInstanceOf(BindException.class);
    }

    @Test
    void namesAnAddressThatOthersReachForAllAddresses() {
        assertThat(Addresses.url("127.0.0.1", 8181, true)).isEqualTo("http://127.0.0.1:8181");
        assertThat(Addresses.url("::1", 8181, true)).isEqualTo("http://[::1]:8181");
        assertThat(Addresses.url("0.0.0.0", 8181, false)).startsWith("https://").doesNotContain("0.0.0.0");
    }

    private static WebSettings read(Map<String, String> file, Map<String, String> environment)
            throws BadValueException {
        return WebSettings.read(new Values("org.hinoban.web", "org.hinoban.web.cfg", file), environment::get);
    }
}
