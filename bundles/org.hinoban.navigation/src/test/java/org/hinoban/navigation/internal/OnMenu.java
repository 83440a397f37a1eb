package org.hinoban.navigation.internal;

import java.nio.file.Path;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.Role;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.text.Text;
import org.hinoban.navigation.Outcome;
import org.hinoban.navigation.Visitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** A menu to which bundles contribute. */
abstract class OnMenu {
    static final Screen EMPTY = new Screen(Text.plain("empty"), null, List.of(), List.of());

    @TempDir
    Path folder;

    Ship ship;
    Visitor visitor;

    @BeforeEach
    void start() throws Exception {
        ship = new Ship(folder);
        visitor = ship.visitor("night1", Role.OPERATOR);
    }

    @AfterEach
    void stop() throws Exception {
        ship.close();
    }

    Outcome open(String path) throws InterruptedException {
        return ship.navigator().open(visitor, "web01", path, Map.of());
    }

    static String title(Outcome outcome) {
        return ((Outcome.Shown) outcome).screen().title().english();
    }

    Bundle register(String bundle, String path, Object service) {
        Object registered = service instanceof String title ? handler(title) : service;
        Bundle installed = ship.bundle(bundle);
        Dictionary<String, Object> properties = Ship.dictionary(Ship.entry(path));
        installed.getBundleContext().registerService(MenuHandler.class.getName(), registered, properties);
        return installed;
    }

    static MenuHandler handler(String title) {
        return request -> new Screen(Text.plain(title), null, List.of(), List.of());
    }
}
