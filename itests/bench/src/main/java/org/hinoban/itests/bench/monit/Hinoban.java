package org.hinoban.itests.bench.monit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hinoban.itests.bench.Patience;
import org.hinoban.itests.tools.Mail;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Phone;
import org.hinoban.itests.tools.Service;
import org.hinoban.itests.tools.SmtpSink;

/** A manager that watches services defined by commands. */
final class Hinoban implements Watchdog {
    private final Manager manager;
    private final Phone phone;
    private final double startSeconds;

    private Hinoban(Manager manager, Phone phone, double startSeconds) {
        this.manager = manager;
        this.phone = phone;
        this.startSeconds = startSeconds;
    }

    /** Starts it, stops it, and starts it again in the same data folder: Monit has no first start either. */
    static Hinoban start(SmtpSink sink, List<Service> services) throws IOException, InterruptedException {
        Manager.Setup setup = Manager.setup()
                .file("org.hinoban.notification.mail.route-main.cfg", sink.route())
                .file("org.hinoban.notification.recipient-night1.cfg", "address = night1@example.org\nlanguage = en\n");
        for (Service service : services) {
            setup.file(service.configurationFile(), service.configuration());
        }
        setup.start().close();
        long begun = System.nanoTime();
        Manager manager = setup.start();
        try {
            FirstPage.await(manager.resolve("/login"), Map.of());
            double seconds = (System.nanoTime() - begun) / 1e9;
            return new Hinoban(manager, Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD), seconds);
        } catch (IOException e) {
            manager.close();
            throw e;
        }
    }

    @Override
    public double startSeconds() {
        return startSeconds;
    }

    @Override
    public long pid() {
        return manager.pid();
    }

    @Override
    public URI page() {
        return manager.resolve("/servers/" + Manager.SERVER + "/software");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(
                "Cookie",
                cookies().stream()
                        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; ")));
    }

    @Override
    public List<HttpCookie> cookies() {
        return phone.session();
    }

    @Override
    public void awaitWell(Service service) throws IOException, InterruptedException {
        Patience.until(
                service.name() + " is well",
                () -> phone.json(service.page()).path("state").asText().equals("normal"));
    }

    /** The mail of a recovery comes later and is not the first. */
    @Override
    public boolean tellsOfDeath(Mail mail, Service service) {
        return mail.subject().contains(service.name()) && !tellsOfRecovery(mail, service);
    }

    @Override
    public boolean tellsOfRecovery(Mail mail, Service service) {
        return mail.subject().contains(service.name()) && mail.text().contains("Recovered: ");
    }

    /** Taps the prepared repair, as fast as nobody can. */
    @Override
    public void answer(Service service) throws IOException, InterruptedException {
        for (JsonNode action : phone.json(service.page()).path("actions")) {
            String url = action.path("url").asText();
            if (url.endsWith("/restart")) {
                Map<String, String> fields = new HashMap<>();
                action.path("fields")
                        .properties()
                        .forEach(field ->
                                fields.put(field.getKey(), field.getValue().asText()));
                fields.put("csrf", phone.csrf(service.page()));
                int status = phone.post(url, fields).statusCode();
                if (status >= 400) {
                    throw new IOException("The repair of " + service.name() + " was answered with " + status);
                }
                return;
            }
        }
        throw new IOException("No repair of " + service.name() + " is offered");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        manager.close();
    }
}
