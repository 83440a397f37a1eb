package org.hinoban.navigation.internal;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hinoban.api.menu.Action;
import org.hinoban.api.menu.Confirm;
import org.hinoban.api.menu.MenuAction;
import org.hinoban.api.menu.MenuEntry;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.RemedyFor;
import org.hinoban.api.menu.Role;
import org.hinoban.api.menu.Scope;
import org.hinoban.api.server.Capability;
import org.hinoban.navigation.internal.Contributed.Act;
import org.hinoban.navigation.internal.Contributed.Entry;
import org.hinoban.navigation.internal.Contributed.Source;
import org.hinoban.navigation.internal.Contributed.Unusable;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** Reads the properties of contributions, which anybody may have written. */
final class Declarations {
    /** What the core itself has at the top of the site. */
    private static final Set<String> CORE_OF_SITE = Set.of(
            "servers",
            "login",
            "logout",
            "incidents",
            "i",
            "operators",
            "account",
            "audit",
            "extensions",
            "settings",
            "events",
            "streams",
            "assets",
            "healthz",
            "metrics",
            "agent",
            "robots.txt",
            "favicon.ico");
    /** What the core itself has below a server. */
    private static final Set<String> CORE_OF_SERVER = Set.of("lease", "jobs", "done");

    private static final Map<String, Class<? extends Capability>> CAPABILITIES = capabilities();

    private Declarations() {}

    static Contributed entry(ServiceReference<MenuHandler> reference, Map<String, ?> properties) {
        return read(reference, properties, MenuEntry.PREFIX_, (bundle, source, declared) -> {
            PathPattern pattern = declared.path();
            Scope scope = declared.scope();
            refuseCorePaths(pattern, scope);
            return new Entry(
                    source,
                    reference,
                    pattern,
                    scope,
                    declared.role(),
                    Texts.declared(bundle, declared.required("label")),
                    Texts.declared(bundle, declared.text("detail", "")),
                    declared.number(MenuEntry.PREFIX_, "order"),
                    declared.capabilities());
        });
    }

    static Contributed action(ServiceReference<Action> reference, Map<String, ?> properties) {
        return read(reference, properties, MenuAction.PREFIX_, (bundle, source, declared) -> {
            PathPattern pattern = declared.path();
            if (pattern.isCategory() || pattern.last().startsWith("{")) {
                throw new IllegalArgumentException("an action's path is a component and a verb");
            }
            if (declared.scope() == Scope.SITE) {
                throw new IllegalArgumentException("actions belong to a server");
            }
            refuseCorePaths(pattern, Scope.SERVER);
            Role role = declared.role();
            if (!role.includes(Role.OPERATOR)) {
                throw new IllegalArgumentException("an action needs at least the role OPERATOR");
            }
            return new Act(
                    source,
                    reference,
                    pattern,
                    Scope.SERVER,
                    role,
                    Texts.declared(bundle, declared.required("label")),
                    Texts.declared(bundle, declared.required("effect")),
                    declared.word("confirm", Confirm.ALWAYS, Confirm::valueOf),
                    declared.flag("destructive"),
                    declared.many(RemedyFor.PREFIX_ + "kinds"),
                    declared.number(RemedyFor.PREFIX_, "order"));
        });
    }

    private static Contributed read(
            ServiceReference<?> reference, Map<String, ?> properties, String prefix, Reader reader) {
        Bundle bundle = reference.getBundle();
        String path = String.valueOf(properties.get(prefix + "path"));
        if (bundle == null) {
            return new Unusable(new Source(reference, Long.MAX_VALUE, -1, "?"), path, "its bundle has left");
        }
        Object service = properties.get("service.id");
        Source source = new Source(
                reference,
                service instanceof Long id ? id : Long.MAX_VALUE,
                bundle.getBundleId(),
                String.valueOf(bundle.getSymbolicName()));
        try {
            return reader.read(bundle, source, new Declared(prefix, properties));
        } catch (IllegalArgumentException e) {
            return new Unusable(source, path, String.valueOf(e.getMessage()));
        }
    }

    private static void refuseCorePaths(PathPattern pattern, Scope scope) {
        Set<String> core = scope == Scope.SITE ? CORE_OF_SITE : CORE_OF_SERVER;
        if (core.contains(pattern.first())) {
            throw new IllegalArgumentException("the path belongs to the core");
        }
    }

    private static Map<String, Class<? extends Capability>> capabilities() {
        return Arrays.stream(Capability.class.getPermittedSubclasses())
                .map(type -> type.<Capability>asSubclass(Capability.class))
                .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));
    }

    private interface Reader {
        Contributed read(Bundle bundle, Source source, Declared declared);
    }

    /** Properties under a prefix, as components and others write them. */
    private record Declared(String prefix, Map<String, ?> properties) {
        PathPattern path() {
            return PathPattern.of(required("path"));
        }

        Role role() {
            return word("role", null, Role::valueOf);
        }

        Scope scope() {
            return word("scope", Scope.SERVER, Scope::valueOf);
        }

        String required(String name) {
            String value = text(name, "");
            if (value.isBlank()) {
                throw new IllegalArgumentException("it declares no " + name);
            }
            return value;
        }

        String text(String name, String otherwise) {
            Object value = properties.get(prefix + name);
            return value == null ? otherwise : value.toString();
        }

        <T> T word(String name, @Nullable T otherwise, Function<String, T> parser) {
            if (otherwise != null && text(name, "").isEmpty()) {
                return otherwise;
            }
            String value = required(name);
            try {
                return parser.apply(value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + " is not a known one: " + value, e);
            }
        }

        boolean flag(String name) {
            return Boolean.parseBoolean(text(name, "false"));
        }

        int number(String from, String name) {
            return properties.get(from + name) instanceof Number number ? number.intValue() : 1000;
        }

        List<String> many(String key) {
            Object value = properties.get(key);
            if (value instanceof String[] several) {
                return List.of(several);
            }
            return value == null ? List.of() : List.of(value.toString());
        }

        Set<Class<? extends Capability>> capabilities() {
            Set<Class<? extends Capability>> types = new HashSet<>();
            for (String name : many(prefix + "capabilities")) {
                Class<? extends Capability> type = CAPABILITIES.get(name);
                if (type == null) {
                    throw new IllegalArgumentException("it needs a capability that is not known: " + name);
                }
                types.add(type);
            }
            return Set.copyOf(types);
        }
    }
}
