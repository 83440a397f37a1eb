package org.hinoban.web.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hinoban.access.Session;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.incident.Event;
import org.hinoban.navigation.Execution.Stage;
import org.hinoban.navigation.Outcome;
import org.hinoban.navigation.Performance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PagesTest {
    private static final String RESTART = "/servers/web01" + World.RESTART;

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
    void listsTheFaultedServerFirst() throws Exception {
        String page = house.phone("night1").get("/").body();
        assertThat(page).contains("data-path=\"/servers/web01\" data-state=\"abnormal\"", "accesskey=\"1\"");
        assertThat(page.indexOf("/servers/web01")).isLessThan(page.indexOf("/servers/db01"));
        assertThat(page).contains("mail path degraded", "2 servers · 1 abnormal");
    }

    @Test
    void namesWhatWasRepairedByItsFaultAndNotByTheNumberOfADrill() throws Exception {
        house.world.executed("execution-of-a-drill", Stage.VERIFIED, "/drill/7/end", "i7f3");
        assertThat(house.phone("night1")
                        .get("/servers/web01/drill/7/end?id=execution-of-a-drill")
                        .body())
                .contains("<h1>Repaired: service.gone", "Look at service.gone");
    }

    @Test
    void beginsTheTimelineWithTheIncidentAndTellsWhatWasBeforeBelow() throws Exception {
        happened("i6a1", Event.Type.OPENED, 600);
        happened("i6a1", Event.Type.NOTED, 599);
        happened("i6a1", Event.Type.RECOVERED, 420);
        happened(null, Event.Type.NOTED, 300);
        happened("i7f3", Event.Type.OPENED, 48);
        happened("i7f3", Event.Type.ACKNOWLEDGED, 36);

        JsonNode sections = json(house.phone("night1").get("/i/i7f3", "Accept", "application/json"))
                .get("sections");
        assertThat(lines(sections, "Timeline")).containsExactly("service.gone: {0}", "night1 has it");
        assertThat(lines(sections, "The hour before"))
                .containsExactly("service.gone: {0}, lasted 3 min", "service.gone: {0}");
    }

    @Test
    void leadsFromAnActionBackToItsComponent() throws Exception {
        Phone phone = house.phone("night1");
        assertThat(phone.get(RESTART).body()).contains("<a href=\"/servers/web01" + World.COMPONENT + "\">webshop</a>");
    }

    @Test
    void showsManyServersInPagesWithTheFaultedOneFirst() throws Exception {
        house.world.servers.add(249);
        Phone phone = house.phone("night1");
        JsonNode first = json(phone.get("/", "Accept", "application/json"))
                .get("sections")
                .get(0);
        assertThat(first.get("items")).hasSize(100);
        assertThat(first.get("items").get(0).get("path").asText()).isEqualTo("/servers/web01");
        List<String> seen = new ArrayList<>(first.get("items").findValuesAsText("path"));
        for (JsonNode next = first.get("next"); next != null; ) {
            JsonNode page = json(phone.get(next.asText(), "Accept", "application/json"))
                    .get("sections")
                    .get(0);
            seen.addAll(page.get("items").findValuesAsText("path"));
            next = page.get("next");
        }
        assertThat(seen).hasSize(250).doesNotHaveDuplicates();
        assertThat(phone.get("/?page=3").body())
                .contains("accesskey=\"1\"", "All servers")
                .doesNotContain("rel=\"next\"");
    }

    @Test
    void findsAServerAmongMany() throws Exception {
        house.world.servers.add(249);
        Phone phone = house.phone("night1");
        assertThat(phone.get("/").body()).contains("role=\"search\"", "101 to 200 of 250");
        assertThat(phone.get("/?find=DE0007").body())
                .contains("data-path=\"/servers/node0007\"", "value=\"DE0007\"", "1 server")
                .doesNotContain("/servers/web01");
        assertThat(phone.get("/?find=%3Cb%3E&page=x").body()).contains("labelled &lt;b&gt;.");
    }

    @Test
    void showsAFaultWhoseCategoryIsNotInstalled() throws Exception {
        assertThat(house.phone("night1").get("/servers/web01").body())
                .contains("href=\"/incidents/i7f3\"", "data-path=\"/servers/web01/software\" data-state=\"abnormal\"");
    }

    @Test
    void escapesWhatAgentsAndBundlesSay() throws Exception {
        Phone phone = house.phone("night1");
        assertThat(phone.get("/i/i7f3").body()).contains("&lt;script&gt;").doesNotContain("<script>alert");
        String evil = "\"><img src=x onerror=alert(1)>";
        house.world.outcome = new Outcome.Shown(
                new Screen(
                        Text.plain(evil),
                        State.NORMAL,
                        List.of(
                                new Section.Choices(
                                        Text.plain(evil),
                                        List.of(new Section.Choice(
                                                Text.plain(evil),
                                                Text.plain(evil),
                                                "javascript:alert(1)",
                                                true,
                                                null))),
                                new Section.Prose(
                                        Text.NONE,
                                        Text.plain(
                                                "see https://hinoban.example.org/i/i7f3 or https://evil.example.org/x"))),
                        List.of()),
                List.of(),
                "org.example.evil");
        String page = phone.get("/servers/web01/evil").body();
        assertThat(page).doesNotContain("<img", "href=\"javascript", "href=\"https://evil");
        assertThat(page).contains("href=\"/i/i7f3\"");
    }

    @Test
    void asksAgainWithTheSameIdAndShowsTheResultAfterwards() throws Exception {
        Phone phone = house.phone("night1");
        Map<String, String> form = Phone.form(phone.get("/i/i7f3"), RESTART);
        assertThat(form).containsKeys("csrf", "id", "expected").containsEntry("expected", "abnormal");
        house.world.performance = new Performance.Confirm(house.world.restart);
        Map<String, String> question = Phone.form(phone.post(RESTART, form), RESTART);
        assertThat(question).containsEntry("id", form.get("id")).containsEntry("confirm", "yes");
        house.world.performance = null;
        HttpResponse<String> done = phone.post(RESTART, question);
        assertThat(done.headers().firstValue("Location")).contains(RESTART + "?id=" + form.get("id"));
        assertThat(house.world.attempts.get(1).confirmed()).isTrue();
        assertThat(phone.get(RESTART + "?id=" + form.get("id")).body())
                .contains("Checking that it holds: 5 s", "http-equiv=\"refresh\"");
        house.world.executed(form.get("id"), Stage.VERIFIED);
        assertThat(phone.get(RESTART + "?id=" + form.get("id")).body())
                .contains("webshop runs again", "with the same process 4711")
                .doesNotContain("http-equiv");
        house.world.executed(form.get("id"), Stage.STILL_ABNORMAL);
        assertThat(phone.get(RESTART + "?id=" + form.get("id")).body())
                .contains("webshop still abnormal", "no such table", "Restart webshop");
    }

    @Test
    void readsWithoutChangingAnything() throws Exception {
        Phone phone = house.phone("night1");
        assertThat(phone.get(RESTART).body()).contains("Ends and starts it.", "name=\"confirm\" value=\"yes\"");
        assertThat(phone.get("/i/i7f3/restart").body()).contains("Ends and starts it.");
        assertThat(phone.get("/i/i7f3").statusCode()).isEqualTo(200);
        assertThat(house.world.attempts).isEmpty();
        assertThat(house.world.notes).isEmpty();
    }

    @Test
    void refusesAnAttemptWithoutItsFields() throws Exception {
        Phone phone = house.phone("night1");
        String csrf = Phone.form(phone.get("/i/i7f3"), RESTART).get("csrf");
        assertThat(phone.post(RESTART, Map.of("csrf", csrf)).statusCode()).isEqualTo(400);
        assertThat(house.world.attempts).isEmpty();
    }

    @Test
    void leadsFromSomebodyElsesLeaseToAskingAndTheOneAskedToAnAnswer() throws Exception {
        Phone holder = house.phone("night2");
        Session holding = house.world.known.values().iterator().next();
        house.world.lease = World.lease("night2", holding.id(), null);
        Phone phone = house.phone("night1");
        house.world.performance = new Performance.Held(house.world.lease);
        HttpResponse<String> held = phone.post(RESTART, Phone.form(phone.get("/i/i7f3"), RESTART));
        assertThat(held.statusCode()).isEqualTo(303);
        String where = held.headers().firstValue("Location").orElseThrow();
        HttpResponse<String> page = phone.get(where);
        assertThat(page.body()).contains("night2 operates web01");
        HttpResponse<String> asked =
                phone.post("/servers/web01/lease/ask", Phone.form(page, "/servers/web01/lease/ask"));
        assertThat(asked.headers().firstValue("Location")).contains(where);
        assertThat(phone.get(where).body()).contains("You asked night2", "http-equiv=\"refresh\"");
        HttpResponse<String> asking = holder.get("/");
        assertThat(asking.body()).contains("night1 asks to operate web01");
        holder.post("/servers/web01/lease/grant", Phone.form(asking, "/servers/web01/lease/grant"));
        assertThat(house.world.notes).contains("answered web01 true");
        assertThat(house.world.staff.deeds())
                .endsWith("night1 lease-ask (night2) done", "night2 lease-grant (night1) refused");
    }

    @Test
    void beginsNoLeaseOfWhatIsNotThere() throws Exception {
        Phone phone = house.phone("night1");
        Map<String, String> form = Map.of("csrf", csrf(phone));
        for (String server : new String[] {"nope", "~2a"}) {
            assertThat(phone.post("/servers/" + server + "/lease/take", form).statusCode())
                    .isEqualTo(404);
        }
        assertThat(house.world.notes).isEmpty();
        assertThat(phone.post("/servers/web01/lease/take", form).statusCode()).isEqualTo(303);
        assertThat(house.world.notes).containsExactly("took web01");
    }

    @Test
    void writesDownWhoOperatedWhenAndFromWhomItWent() throws Exception {
        house.world.lease = World.lease("night2", "session-of-night2", null);
        Phone phone = house.phone("night1");
        Map<String, String> form = Map.of("csrf", csrf(phone));
        phone.post("/servers/web01/lease/take", form);
        phone.post("/servers/web01/lease/release", form);
        phone.post("/servers/web01/lease/release", form);
        assertThat(house.world.staff.deeds())
                .endsWith(
                        "night1 lease-take (night2) done", "night1 lease-release done", "night1 lease-release refused");
    }

    @Test
    void sendsTheVisitorsFencingTokenWithEachAction() throws Exception {
        Phone phone = house.phone("night1");
        Session session = house.world.known.values().iterator().next();
        house.world.lease = World.lease("night1", session.id(), null);
        Map<String, String> form = Phone.form(phone.get("/i/i7f3"), RESTART);
        assertThat(form).containsEntry("lease", "7");
        phone.post(RESTART, form);
        assertThat(house.world.attempts.get(0).lease()).isEqualTo(7);
    }

    @Test
    void takesAnIncidentWithOnePost() throws Exception {
        Phone phone = house.phone("night1");
        String url = "/incidents/i7f3/acknowledge";
        assertThat(phone.post(url, Phone.form(phone.get("/i/i7f3"), url)).statusCode())
                .isEqualTo(303);
        assertThat(house.world.notes).containsExactly("opened night1", "acknowledged by night1");
    }

    @Test
    void namesTheBundleThatFailedAndTheReference() throws Exception {
        Phone phone = house.phone("night1");
        house.world.outcome = new Outcome.TimedOut("org.example.evil", Duration.ofSeconds(10), "ref-1");
        HttpResponse<String> late = phone.get("/servers/web01/evil");
        assertThat(late.statusCode()).isEqualTo(504);
        assertThat(late.body()).contains("org.example.evil", "ref-1");
        house.world.outcome = new Outcome.Broken("org.example.evil", "ref-2");
        HttpResponse<String> broken = phone.get("/servers/web01/evil", "Accept", "application/json");
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(json(broken).get("error").asText()).isEqualTo("broken");
        assertThat(json(broken).get("reference").asText()).isEqualTo("ref-2");
    }

    @Test
    void isAskedForAgainWhileTheReasonPassesByItself() throws Exception {
        Phone phone = house.phone("night1");
        house.world.outcome = new Outcome.Busy("org.example.evil", "ref-3");
        HttpResponse<String> busy = phone.get("/servers/web01/evil");
        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.body()).contains("data-refresh=\"5\"", "http-equiv=\"refresh\"");
        house.world.outcome = new Outcome.Broken("org.example.evil", "ref-4");
        assertThat(phone.get("/servers/web01/evil").body()).contains("data-refresh=\"0\"");
    }

    @Test
    void saysWhatIsNotThere() throws Exception {
        Phone phone = house.phone("night1");
        assertThat(phone.get("/servers/nope").statusCode()).isEqualTo(404);
        assertThat(phone.get("/servers/nope").body()).contains("There is no server nope");
        assertThat(phone.get("/servers/web01/nope").statusCode()).isEqualTo(404);
        assertThat(phone.get("/incidents/nope").statusCode()).isEqualTo(404);
        assertThat(phone.get("/nope").statusCode()).isEqualTo(404);
        assertThat(phone.get("/nope").body()).contains("<footer>").doesNotContain("aria-current=");
        assertThat(phone.get(RESTART + "?id=unknown-id").statusCode()).isEqualTo(404);
    }

    @Test
    void drawsTheSamePagesAsJson() throws Exception {
        Phone phone = house.phone("night1");
        JsonNode servers = json(phone.get("/", "Accept", "application/json"));
        JsonNode first = servers.get("sections").get(0).get("items").get(0);
        assertThat(first.get("path").asText()).isEqualTo("/servers/web01");
        assertThat(first.get("state").asText()).isEqualTo("abnormal");
        JsonNode card = json(phone.get("/i/i7f3", "Accept", "application/json"));
        JsonNode action = card.get("actions").get(0);
        assertThat(action.get("url").asText()).isEqualTo(RESTART);
        assertThat(action.get("fields").get("expected").asText()).isEqualTo("abnormal");
        Map<String, String> fields = new ObjectMapper().convertValue(action.get("fields"), new StringMap());
        JsonNode answer = json(phone.post(RESTART, fields, "Accept", "application/json"));
        assertThat(answer.get("result").asText()).isEqualTo("done");
        assertThat(answer.get("state").asText()).isEqualTo("normal");
    }

    @Test
    void showsSettingsToOperatorsOnly() throws Exception {
        assertThat(house.phone("night1").get("/settings").body()).contains("1.2.3", "the path is taken");
        house.world.role = Role.VIEWER;
        assertThat(house.phone("guest").get("/settings").statusCode()).isEqualTo(403);
    }

    private static String csrf(Phone phone) throws Exception {
        return Phone.form(phone.get("/i/i7f3"), RESTART).get("csrf");
    }

    private void happened(@Nullable String incident, Event.Type type, int secondsAgo) {
        Instant at = Instant.now().minusSeconds(secondsAgo);
        house.world.timeline.add(new Event(
                house.world.timeline.size() + 1,
                type,
                incident,
                "web01",
                house.world.incident.component(),
                State.ABNORMAL,
                World.STOPPED,
                Map.of("user", "night1"),
                at,
                at));
    }

    private static List<String> lines(JsonNode sections, String title) {
        return sections.findParents("title").stream()
                .filter(section -> section.get("title").asText().equals(title))
                .flatMap(section -> section.findValuesAsText("text").stream())
                .toList();
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new ObjectMapper().readTree(response.body());
    }

    private static final class StringMap extends com.fasterxml.jackson.core.type.TypeReference<Map<String, String>> {}
}
