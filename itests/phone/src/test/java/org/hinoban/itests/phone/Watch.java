package org.hinoban.itests.phone;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Phone;
import org.hinoban.itests.tools.Service;

/** Somebody who watches the manager from beside, by its JSON. */
final class Watch {
    private static final Pattern INCIDENT = Pattern.compile("https?://[^/\\s]+(/i/[A-Za-z0-9_-]+)");

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Manager manager;
    private final Phone phone;

    Watch(Manager manager) throws IOException, InterruptedException {
        this.manager = manager;
        this.phone = Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD);
    }

    Phone phone() {
        return phone;
    }

    /** Gives up the session, and with it the lease. */
    void logout() throws IOException, InterruptedException {
        phone.post("/logout", Map.of("csrf", phone.csrf("/account")));
    }

    /** Patient with a machine that is busy with other things. */
    static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
    }

    /** Waits until the manager says of the service what it is expected to say. */
    void awaitState(Service service, String state) {
        await().untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(state(service.page()))
                .as(service.describe())
                .isEqualTo(state));
    }

    String state(String path) throws IOException, InterruptedException {
        return phone.json(path).path("state").asText();
    }

    /** Lets the service run and be normal, whatever was before. */
    void settle(Service service) throws IOException, InterruptedException {
        service.ensureRuns();
        awaitState(service, "normal");
        await().until(() -> openIncidents(service).isEmpty());
    }

    /** Kills the service and waits for the mail that tells of it, in the mailbox. */
    URI killAndAwaitMail(Service service) throws IOException, InterruptedException {
        List<String> before = links(service);
        service.kill();
        Optional<String> link = await().until(
                        () -> links(service).stream()
                                .filter(each -> !before.contains(each))
                                .findFirst(),
                        Optional::isPresent);
        return manager.resolve(link.orElseThrow());
    }

    /** The links of all mails that name the service, newest first. */
    List<String> links(Service service) throws IOException, InterruptedException {
        List<String> links = new ArrayList<>();
        for (JsonNode mail : phone.json("/mailbox").findValues("items")) {
            for (JsonNode item : mail) {
                if (item.toString().contains(service.name())) {
                    Matcher matcher = INCIDENT.matcher(mail(item.path("path").asText()));
                    if (matcher.find()) {
                        links.add(matcher.group(1));
                    }
                }
            }
        }
        return links;
    }

    /** All that the page of one mail says. */
    String mail(String path) throws IOException, InterruptedException {
        return phone.json(path).toString().replace("\\n", "\n");
    }

    private List<JsonNode> openIncidents(Service service) throws IOException, InterruptedException {
        List<JsonNode> open = new ArrayList<>();
        for (JsonNode items : phone.json("/incidents").findValues("items")) {
            for (JsonNode item : items) {
                if (item.path("state").asText().equals("abnormal")
                        && item.toString().contains(service.name())) {
                    open.add(item);
                }
            }
        }
        return open;
    }
}
