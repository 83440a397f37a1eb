package org.hinoban.navigation.internal;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.hinoban.api.menu.Action;
import org.hinoban.api.menu.ActionRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.navigation.Attempt;
import org.hinoban.navigation.Execution;
import org.hinoban.navigation.Performance;
import org.hinoban.navigation.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A webshop that is down, and what is done about it. */
abstract class OnShip {
    static {
        // What must come true may take its time on a machine that is busy with other things.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    static final String WEBSHOP = "software/service/webshop";
    static final String RESTART = "/" + WEBSHOP + "/restart";
    static final Text DONE = Text.plain("Restarted in 0.8 s.");

    @TempDir
    Path folder;

    Ship ship;
    Visitor night1;
    final AtomicInteger performed = new AtomicInteger();
    final AtomicLong process = new AtomicLong(4711);

    @BeforeEach
    void start() throws Exception {
        ship = new Ship(folder);
        night1 = ship.visitor("night1", Role.OPERATOR);
        ship.fleet.set(WEBSHOP, State.ABNORMAL);
    }

    @AfterEach
    void stop() throws Exception {
        ship.close();
    }

    void restart(Action action) {
        register(Map.of(), action);
    }

    void register(Map<String, Object> more, Action action) {
        Map<String, Object> properties = Ship.action("/software/service/{name}/restart");
        properties.putAll(more);
        Action counted = (ActionRequest request) -> {
            performed.incrementAndGet();
            return action.perform(request);
        };
        ship.bundle("third.party")
                .getBundleContext()
                .registerService(Action.class, counted, Ship.dictionary(properties));
    }

    static Attempt attempt(String id, State expected) {
        return new Attempt(id, expected, null, false, Map.of("why", "down"));
    }

    Performance perform(Visitor visitor, Attempt attempt) throws InterruptedException {
        return ship.navigator().perform(visitor, "web01", RESTART, attempt);
    }

    Execution begun(Attempt attempt) throws InterruptedException {
        return ((Performance.Begun) perform(night1, attempt)).execution();
    }

    Execution finished(String id) {
        return await().until(
                        () -> ship.navigator().execution(id).orElseThrow(),
                        execution -> execution.stage().isFinal());
    }
}
