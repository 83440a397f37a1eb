package org.hinoban.itests.bench.monit;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hinoban.itests.bench.Patience;
import org.hinoban.itests.tools.Checkout;
import org.hinoban.itests.tools.Mail;
import org.hinoban.itests.tools.Phone;
import org.hinoban.itests.tools.Service;
import org.hinoban.itests.tools.SmtpSink;

/** Debian's Monit with a configuration of its own. */
final class Monit implements Watchdog {
    private static final String USER = "admin";
    private static final String PASSWORD = "monit";
    private static final String MAIN = """
            set daemon %SECONDS%
            set log %DIR%/log
            set pidfile %DIR%/pid
            set idfile %DIR%/id
            set statefile %DIR%/state
            set eventqueue basedir %DIR%/events slots 100
            set mailserver 127.0.0.1 port %MAIL%
            set mail-format { from: monit@example.org }
            set alert night1@example.org
            set httpd port %WEB% and use address 127.0.0.1
              allow %USER%:%PASSWORD%
            """;
    private static final String CHECK = """
            check process %NAME% with pidfile %PIDFILE%
              start program = "%START%"
              stop program = "%STOP%"
            """;

    private final Process process;
    private final URI page;
    private final double startSeconds;

    private Monit(Process process, URI page, double startSeconds) {
        this.process = process;
        this.page = page;
        this.startSeconds = startSeconds;
    }

    /** @param cycleSeconds from one look to the next; Debian's default is 120 */
    static Monit start(Path folder, int cycleSeconds, SmtpSink sink, List<Service> services)
            throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("events"));
        int port = Checkout.freePort();
        StringBuilder text = new StringBuilder(MAIN.replace("%SECONDS%", Integer.toString(cycleSeconds))
                .replace("%MAIL%", Integer.toString(sink.port()))
                .replace("%WEB%", Integer.toString(port))
                .replace("%USER%", USER)
                .replace("%PASSWORD%", PASSWORD));
        for (Service service : services) {
            text.append(CHECK.replace("%NAME%", service.name())
                    .replace("%PIDFILE%", service.file("pid").toString())
                    .replace("%START%", service.file("start").toString())
                    .replace("%STOP%", service.file("stop").toString()));
        }
        Path configuration =
                Files.writeString(folder.resolve("monitrc"), text.toString().replace("%DIR%", folder.toString()));
        Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("rw-------"));
        long begun = System.nanoTime();
        Process process = new ProcessBuilder("monit", "-I", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        URI page = URI.create("http://127.0.0.1:" + port + "/");
        try {
            FirstPage.await(page, headersOf());
        } catch (IOException e) {
            end(process);
            throw e;
        }
        return new Monit(process, page, (System.nanoTime() - begun) / 1e9);
    }

    @Override
    public double startSeconds() {
        return startSeconds;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public URI page() {
        return page;
    }

    @Override
    public Map<String, String> headers() {
        return headersOf();
    }

    private static Map<String, String> headersOf() {
        byte[] pair = (USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
        return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    @Override
    public List<HttpCookie> cookies() {
        return List.of();
    }

    @Override
    public void awaitWell(Service service) throws IOException, InterruptedException {
        Phone phone = new Phone(page);
        Patience.until(
                service.name() + " is well",
                () -> phone.get("/" + service.name(), headersOf()).body().contains(">OK<"));
    }

    @Override
    public boolean tellsOfDeath(Mail mail, Service service) {
        return tells(mail, service, "does not exist");
    }

    @Override
    public boolean tellsOfRecovery(Mail mail, Service service) {
        return tells(mail, service, "exists");
    }

    private static boolean tells(Mail mail, Service service, String words) {
        String subject = mail.subject().toLowerCase(Locale.ROOT);
        return subject.contains(service.name()) && subject.contains(words);
    }

    /** It restarts the service without asking. */
    @Override
    public void answer(Service service) {}

    @Override
    public void close() throws InterruptedException {
        end(process);
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
