package org.hinoban.itests.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.util.List;
import org.hinoban.itests.bench.Patience;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Phone;
import org.hinoban.itests.tools.Service;

/** A manager with one service that runs and one that was killed, and the mail that says so. */
record Scene(Manager manager, Service runs, Service dead, Phone phone, String mail, String card)
        implements AutoCloseable {
    static Scene set(Manager.Setup setup) throws IOException, InterruptedException {
        Service runs = Service.start("bakery");
        Service dead = Service.start("webshop");
        try {
            Manager manager = setup.file(runs.configurationFile(), runs.configuration())
                    .file(dead.configurationFile(), dead.configuration())
                    .file(
                            "org.hinoban.notification.recipient-night1.cfg",
                            "address = night1@example.org\nlanguage = en\n")
                    .start();
            return strike(manager, runs, dead);
        } catch (IOException e) {
            runs.close();
            dead.close();
            throw e;
        }
    }

    private static Scene strike(Manager manager, Service runs, Service dead) throws IOException, InterruptedException {
        try {
            Phone phone = Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD);
            Patience.until(
                    "both services are normal",
                    () -> state(phone, runs).equals("normal")
                            && state(phone, dead).equals("normal"));
            dead.kill();
            Patience.until("the mail is there", () -> !first(phone, "/mailbox").isEmpty());
            return new Scene(manager, runs, dead, phone, first(phone, "/mailbox"), first(phone, "/incidents"));
        } catch (IOException e) {
            manager.close();
            throw e;
        }
    }

    URI url() {
        return manager.url();
    }

    List<HttpCookie> session() {
        return phone.session();
    }

    private static String state(Phone phone, Service service) throws IOException, InterruptedException {
        return phone.json(service.page()).path("state").asText();
    }

    /** The path of the first thing that a page lists; empty if it lists nothing. */
    private static String first(Phone phone, String path) throws IOException, InterruptedException {
        for (JsonNode section : phone.json(path).path("sections")) {
            for (JsonNode item : section.path("items")) {
                return item.path("path").asText();
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException, InterruptedException {
        try {
            manager.close();
        } finally {
            runs.close();
            dead.close();
        }
    }
}
