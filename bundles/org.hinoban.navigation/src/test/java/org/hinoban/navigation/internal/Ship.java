package org.hinoban.navigation.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.hinoban.access.Session;
import org.hinoban.access.internal.AccessOnFile;
import org.hinoban.api.menu.Action;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.Role;
import org.hinoban.navigation.Visitor;
import org.hinoban.store.Database;
import org.hinoban.store.testing.DatabaseOnFile;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** A navigator in a real framework, in which bundles come and go, over a real database with real leases. */
final class Ship implements AutoCloseable {
    static final Pace QUICK = new Pace(
            Duration.ofMillis(500),
            Duration.ofMillis(1500),
            Duration.ofMillis(600),
            Duration.ofMillis(400),
            Duration.ofMillis(300));

    final AccessOnFile access;
    final Fleet fleet = new Fleet();
    final Book book = new Book();
    final DatabaseOnFile file;
    final Framework framework;
    private final Database database;
    private Navigator navigator;
    private AllServiceListener whiteboard;

    Ship(Path folder) throws BundleException {
        access = AccessOnFile.start(folder);
        file = DatabaseOnFile.open(folder.resolve("navigation.db"));
        database = file.of("org.hinoban.navigation", Navigator.class);
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE, folder.resolve("framework").toString(), "felix.log.level", "0"));
        framework.start();
        board();
    }

    Navigator navigator() {
        return navigator;
    }

    ExecutionTable executions() {
        return new ExecutionTable(database);
    }

    /** The next run of the navigation over the same database. */
    void restartNavigator() {
        leave();
        board();
    }

    private void board() {
        navigator =
                new Navigator(framework.getBundleContext(), database, fleet, access.leases(), book, book, fleet, QUICK);
        // what Declarative Services do with the references
        whiteboard = event -> tell(event.getType(), event.getServiceReference());
        framework.getBundleContext().addServiceListener(whiteboard);
        for (ServiceReference<?> reference : all()) {
            tell(ServiceEvent.REGISTERED, reference);
        }
    }

    private void leave() {
        if (framework.getState() == Bundle.ACTIVE) {
            framework.getBundleContext().removeServiceListener(whiteboard);
        }
        navigator.close();
    }

    private List<ServiceReference<?>> all() {
        try {
            ServiceReference<?>[] found = framework.getBundleContext().getAllServiceReferences(null, null);
            return found == null ? List.of() : List.of(found);
        } catch (org.osgi.framework.InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private void tell(int type, ServiceReference<?> reference) {
        List<String> types = List.of((String[]) reference.getProperty(Constants.OBJECTCLASS));
        if (types.contains(MenuHandler.class.getName())) {
            ServiceReference<MenuHandler> handler = (ServiceReference<MenuHandler>) reference;
            switch (type) {
                case ServiceEvent.REGISTERED, ServiceEvent.MODIFIED ->
                    navigator.addHandler(handler, properties(reference));
                default -> navigator.removeHandler(handler);
            }
        }
        if (types.contains(Action.class.getName())) {
            ServiceReference<Action> action = (ServiceReference<Action>) reference;
            switch (type) {
                case ServiceEvent.REGISTERED, ServiceEvent.MODIFIED ->
                    navigator.addAction(action, properties(reference));
                default -> navigator.removeAction(action);
            }
        }
    }

    private static Map<String, Object> properties(ServiceReference<?> reference) {
        return Arrays.stream(reference.getPropertyKeys()).collect(Collectors.toMap(key -> key, reference::getProperty));
    }

    /** A bundle with words, started. */
    Bundle bundle(String name, String words) {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            jar.putNextEntry(new JarEntry("OSGI-INF/l10n/bundle.properties"));
            jar.write(words.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Bundle bundle = framework
                    .getBundleContext()
                    .installBundle("test:" + name, new ByteArrayInputStream(bytes.toByteArray()));
            bundle.start();
            return bundle;
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    Bundle bundle(String name) {
        return bundle(name, "");
    }

    /** The properties of an entry that everybody may open. */
    static Map<String, Object> entry(String path) {
        return new HashMap<>(Map.of(
                "hinoban.menu.path", path, "hinoban.menu.label", "Label of " + path, "hinoban.menu.role", "VIEWER"));
    }

    /** The properties of an action of operators that asks nothing. */
    static Map<String, Object> action(String path) {
        return new HashMap<>(Map.of(
                "hinoban.action.path", path,
                "hinoban.action.label", "Restart {0}",
                "hinoban.action.effect", "Ends {0} and starts it",
                "hinoban.action.role", "OPERATOR",
                "hinoban.action.confirm", "NEVER"));
    }

    static Dictionary<String, Object> dictionary(Map<String, Object> properties) {
        return FrameworkUtil.asDictionary(properties);
    }

    Visitor visitor(String user, Role role) {
        return visitor(access.user(user, role));
    }

    static Visitor visitor(Session session) {
        return new Visitor(session, "192.0.2.1");
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        leave();
        framework.stop();
        framework.waitForStop(10_000);
        file.close();
        access.close();
    }
}
