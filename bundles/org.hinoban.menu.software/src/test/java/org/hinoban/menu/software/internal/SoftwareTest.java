package org.hinoban.menu.software.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hinoban.api.menu.Action;
import org.hinoban.api.menu.ActionResult.Done;
import org.hinoban.api.menu.ActionResult.Sighting;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.MenuException.Reason;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.screen.Screen.Offer;
import org.hinoban.api.screen.Section;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.LogLine;
import org.hinoban.api.server.State;
import org.junit.jupiter.api.Test;

class SoftwareTest {
    private final Web01 server = new Web01();

    @Test
    void listsWhatIsFaultedFirstThenWhatRunsThenTheRest() throws Exception {
        server.service("atd", State.NORMAL, "inactive", 0);
        server.service("Nginx", State.NORMAL, "active", 80);
        server.service("cron", State.NORMAL, "active", 81);
        server.service("webshop", State.ABNORMAL, "failed", 0);
        server.service("backup", State.WARNING, "inactive", 0);

        Screen screen = services(Map.of());

        assertThat(screen.state()).isEqualTo(State.ABNORMAL);
        assertThat(labels(screen, 0)).containsExactly("webshop", "backup", "cron", "Nginx", "atd");
        assertThat(((Section.Choices) screen.sections().get(0)).items().get(0).path())
                .isEqualTo("/software/service/webshop");
    }

    @Test
    void findsByAPartOfTheName() throws Exception {
        server.service("nginx", State.NORMAL, "active", 80);
        server.service("cron", State.NORMAL, "active", 81);

        assertThat(labels(services(Map.of("q", "GIN")), 0)).containsExactly("nginx");
        assertThat(services(Map.of("q", "none~20such")).sections()).hasSize(2);
    }

    @Test
    void showsManyServicesInPages() throws Exception {
        for (int i = 0; i < 250; i++) {
            server.service("app@%03d".formatted(i), State.NORMAL, "active", i);
        }

        Screen first = services(Map.of("q", "app@"));
        assertThat(labels(first, 0)).hasSize(100).startsWith("app@000");
        assertThat(paths(first, 1)).containsExactly("/software?page=2&q=app~40");
        Screen second = services(Map.of("page", "2"));
        assertThat(paths(second, 1)).containsExactly("/software?page=3", "/software?page=1");
        assertThat(labels(services(Map.of("page", "999")), 0)).hasSize(50);
    }

    @Test
    void showsAServiceWithItsFactsItsLogAndWhatCanBeDone() throws Exception {
        server.service("webshop", State.ABNORMAL, "failed", 0);
        server.log.add(new LogLine(Web01.NOW, "out of memory"));

        Screen screen = service("webshop");

        assertThat(screen.state()).isEqualTo(State.ABNORMAL);
        assertThat(screen.actions())
                .containsExactly(
                        new Offer("/software/service/webshop/restart"), new Offer("/software/service/webshop/start"));
        assertThat(screen.sections().get(0))
                .asInstanceOf(type(Section.Facts.class))
                .satisfies(
                        facts -> assertThat(facts.facts().get(0).value().key()).isEqualTo("activity.failed"));
        assertThat(screen.sections().get(1))
                .asInstanceOf(type(Section.Log.class))
                .satisfies(
                        log -> assertThat(log.lines()).extracting(LogLine::text).containsExactly("out of memory"));
    }

    @Test
    void escapesTheNameInPaths() throws Exception {
        server.service("app@1", State.NORMAL, "active", 80);

        assertThat(service("app@1").actions())
                .containsExactly(
                        new Offer("/software/service/app~401/restart"), new Offer("/software/service/app~401/stop"));
    }

    @Test
    void aServiceThatIsGoneIsNotFoundWithWords() {
        assertThatThrownBy(() -> service("webshop")).isInstanceOfSatisfying(MenuException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND);
            assertThat(e.text().arguments()).containsExactly("webshop", "Web 1");
        });
        assertThatThrownBy(() -> new Restart().perform(server.performing("webshop", 7)))
                .isInstanceOfSatisfying(
                        MenuException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND));
    }

    @Test
    void aServerThatCannotBeReachedSaysSo() {
        server.reachable = false;

        assertThatThrownBy(() -> service("webshop"))
                .isInstanceOfSatisfying(
                        MenuException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED));
        assertThatThrownBy(() -> services(Map.of())).isInstanceOf(MenuException.class);
    }

    @Test
    void readsTheLogBackwardsPageByPage() throws Exception {
        server.service("webshop", State.NORMAL, "active", 80);
        for (int i = 0; i < 500; i++) {
            server.log.add(new LogLine(Web01.NOW.plusSeconds(i), "line " + i));
        }

        Screen newest = log(Map.of());
        assertThat(((Section.Log) newest.sections().get(0)).lines())
                .hasSize(200)
                .endsWith(server.log.get(499));
        String older = paths(newest, 1).get(0);
        assertThat(older).isEqualTo("/software/service/webshop/log?before=2026-11-22T03~3a17~3a07Z");

        Screen before = log(Map.of("before", older.substring(older.indexOf('=') + 1)));
        assertThat(((Section.Log) before.sections().get(0)).lines()).endsWith(server.log.get(299));
        assertThat(log(Map.of("before", Web01.NOW.toString())).sections()).hasSize(1);
        assertThatThrownBy(() -> log(Map.of("before", "yesterday"))).isInstanceOf(MenuException.class);
    }

    @Test
    void restartsAndProvesItByTheServiceItself() throws Exception {
        server.service("webshop", State.ABNORMAL, "failed", 0);

        Done done = perform(new Restart());

        assertThat(server.performed).containsExactly("RESTART webshop by night1");
        assertThat(done.message().key()).isEqualTo("restart.done");
        assertThat(done.message().arguments().get(0)).matches("\\d+\\.\\d");
        assertThat(look(done)).isEqualTo(new Sighting(State.NORMAL, "process 4711", List.of()));

        server.service("webshop", State.ABNORMAL, "failed", 0);
        server.log.add(new LogLine(Web01.NOW, "out of memory"));
        assertThat(look(done)).isEqualTo(new Sighting(State.ABNORMAL, "", server.log));
    }

    @Test
    void aRepairThatDoesNotHoldShowsWhatWasLoggedSince() throws Exception {
        server.service("webshop", State.ABNORMAL, "failed", 0);
        server.log.add(new LogLine(Web01.NOW, "started"));
        server.log.add(new LogLine(null, "out of memory"));
        Done done = perform(new Restart());
        server.service("webshop", State.ABNORMAL, "failed", 0);

        assertThat(look(done).log()).hasSize(2);
        server.log.add(new LogLine(null, "started"));
        server.log.add(new LogLine(null, "no such table"));
        assertThat(look(done).log()).extracting(LogLine::text).containsExactly("started", "no such table");
    }

    @Test
    void startIsProvedAndStopNeedsNoProof() throws Exception {
        server.service("webshop", State.NORMAL, "inactive", 0);

        assertThat(perform(new Start()).proof()).isNotNull();
        assertThat(perform(new Stop()).proof()).isNull();
        assertThat(server.performed).containsExactly("START webshop by night1", "STOP webshop by night1");
    }

    @Test
    void aRefusalOfTheServerIsShownInItsWords() {
        server.service("webshop", State.ABNORMAL, "failed", 0);

        assertThatThrownBy(() -> new Restart().perform(server.performing("webshop", 6)))
                .isInstanceOfSatisfying(MenuException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.REFUSED);
                    assertThat(e.text().english()).isEqualTo("Somebody else operates this server now");
                });
    }

    private Screen services(Map<String, String> parameters) throws Exception {
        return new ServicesPage().open(server.opening("/software", Map.of(), parameters));
    }

    private Screen service(String name) throws Exception {
        return new ServicePage().open(server.opening("/software/service/" + name, Map.of("name", name), Map.of()));
    }

    private Screen log(Map<String, String> parameters) throws Exception {
        return new LogPage()
                .open(server.opening("/software/service/webshop/log", Map.of("name", "webshop"), parameters));
    }

    private static Sighting look(Done done) throws Exception {
        return done.proof().look(Deadline.in(Duration.ofSeconds(5)));
    }

    private Done perform(Action action) throws Exception {
        return (Done) action.perform(server.performing("webshop", 7));
    }

    private static List<String> labels(Screen screen, int section) {
        return ((Section.Choices) screen.sections().get(section))
                .items().stream().map(choice -> choice.label().english()).toList();
    }

    private static List<String> paths(Screen screen, int section) {
        return ((Section.Choices) screen.sections().get(section))
                .items().stream().map(Section.Choice::path).toList();
    }
}
