package org.hinoban.navigation.internal;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hinoban.access.Leases;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.measure.Measure;
import org.hinoban.api.measure.MeasureSource;
import org.hinoban.api.menu.Action;
import org.hinoban.api.menu.MenuException;
import org.hinoban.api.menu.MenuHandler;
import org.hinoban.api.menu.Role;
import org.hinoban.api.menu.Scope;
import org.hinoban.api.screen.Screen;
import org.hinoban.api.server.Capability;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.Inventory;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.Servers;
import org.hinoban.api.server.ServiceControl;
import org.hinoban.api.server.State;
import org.hinoban.api.text.Text;
import org.hinoban.audit.AuditLog;
import org.hinoban.incident.Condition;
import org.hinoban.incident.EventLog;
import org.hinoban.incident.Incident;
import org.hinoban.incident.Incidents;
import org.hinoban.incident.States;
import org.hinoban.navigation.Attempt;
import org.hinoban.navigation.Contribution;
import org.hinoban.navigation.Execution;
import org.hinoban.navigation.MenuItem;
import org.hinoban.navigation.Navigation;
import org.hinoban.navigation.OfferedAction;
import org.hinoban.navigation.Outcome;
import org.hinoban.navigation.Performance;
import org.hinoban.navigation.Trouble;
import org.hinoban.navigation.Visitor;
import org.hinoban.navigation.internal.Contributed.Entry;
import org.hinoban.navigation.internal.Contributed.Source;
import org.hinoban.navigation.internal.Registry.Match;
import org.hinoban.store.Aging;
import org.hinoban.store.Database;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The navigation over the whiteboard. It holds references, and gets a service only to call it. */
@Component(service = {Navigation.class, MeasureSource.class, Aging.class})
public final class Navigator implements Navigation, MeasureSource, Aging {
    private static final Comparator<Entry> IN_ORDER = Comparator.comparingInt(Entry::order)
            .thenComparing(entry -> entry.pattern().toString());

    private final Registry registry = new Registry();
    private final Changes changes = new Changes();
    private final Core core;
    private final Performer performer;

    @Activate
    public Navigator(
            BundleContext context,
            @Reference Database database,
            @Reference Servers servers,
            @Reference Leases leases,
            @Reference AuditLog audit,
            @Reference Incidents incidents,
            @Reference States states) {
        this(context, database, servers, leases, audit, incidents, states, Pace.USUAL);
    }

    Navigator(
            BundleContext context,
            Database database,
            Servers servers,
            Leases leases,
            AuditLog audit,
            Incidents incidents,
            States states,
            Pace pace) {
        Measures measures = new Measures();
        Foreign foreign = new Foreign(context, measures);
        Marks marks = new Marks(states);
        core = new Core(
                registry,
                foreign,
                measures,
                servers,
                leases,
                audit,
                incidents,
                states,
                marks,
                new Offers(registry, marks),
                new ExecutionTable(database),
                new Proving(foreign, states, pace),
                changes,
                pace);
        performer = new Performer(core);
    }

    @Override
    public int forget(Duration age) {
        Set<String> open = core.incidents().open().stream().map(Incident::id).collect(Collectors.toSet());
        return core.executions().forget(age, open);
    }

    @Deactivate
    public void close() {
        performer.close();
        core.foreign().close();
    }

    @Reference(
            service = MenuHandler.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "addHandler")
    public void addHandler(ServiceReference<MenuHandler> reference, Map<String, ?> properties) {
        registry.put(Declarations.entry(reference, properties), false);
        changes.tell();
    }

    public void removeHandler(ServiceReference<MenuHandler> reference) {
        remove(reference, false);
    }

    @Reference(
            service = Action.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "addAction")
    public void addAction(ServiceReference<Action> reference, Map<String, ?> properties) {
        registry.put(Declarations.action(reference, properties), true);
        changes.tell();
    }

    public void removeAction(ServiceReference<Action> reference) {
        remove(reference, true);
    }

    @Override
    public List<MenuItem> menu(String server, Role role) {
        Optional<ManagedServer> managed = core.servers().find(server);
        return managed.isEmpty()
                ? List.of()
                : categories(Scope.SERVER, role)
                        .filter(entry -> lacking(entry, managed.get()).isEmpty())
                        .map(entry -> item(entry, server))
                        .toList();
    }

    @Override
    public List<MenuItem> site(Role role) {
        return categories(Scope.SITE, role)
                .map(entry -> new MenuItem(
                        entry.path(),
                        entry.label(),
                        entry.detail(),
                        null,
                        entry.source().bundle()))
                .toList();
    }

    @Override
    public Outcome open(Visitor visitor, @Nullable String server, String path, Map<String, String> parameters)
            throws InterruptedException {
        Optional<Match<Entry>> match = registry.entry(server == null ? Scope.SITE : Scope.SERVER, path);
        if (match.isEmpty()) {
            return new Outcome.NotFound(Texts.of("missing.page", "There is no such page"));
        }
        Entry entry = match.get().placed();
        if (!visitor.session().role().includes(entry.role())) {
            return new Outcome.Forbidden();
        }
        ManagedServer managed =
                server == null ? null : core.servers().find(server).orElse(null);
        if (server != null && managed == null) {
            return new Outcome.NotFound(Texts.of("missing.server", "There is no server {0}", server));
        }
        if (managed != null && lacking(entry, managed).isPresent()) {
            return new Outcome.NotFound(Texts.of("missing.capability", "{0} does not offer this now", managed.name()));
        }
        Requests.Opening request = new Requests.Opening(
                managed,
                path,
                match.get().variables(),
                parameters,
                visitor.session().user(),
                visitor.session().role(),
                Deadline.in(core.pace().patience()));
        Foreign.Result<Screen> result = core.foreign()
                .call(
                        entry.source(),
                        entry.handler(),
                        path,
                        Measures.Call.OPEN,
                        core.pace().patience(),
                        handler -> Sound.screen(handler.open(request)));
        return outcome(result, entry.source(), visitor.session().role(), server, path);
    }

    @Override
    public Optional<OfferedAction> action(String server, String path, Role role) {
        return core.offers().find(server, path, role);
    }

    @Override
    public List<OfferedAction> remedies(String server, ComponentPath component, Kind kind, Role role) {
        return core.offers().remedies(server, component, kind, role);
    }

    @Override
    public Performance perform(Visitor visitor, String server, String path, Attempt attempt)
            throws InterruptedException {
        Performance performance = performer.perform(visitor, server, path, attempt);
        boolean asks = performance instanceof Performance.Confirm || performance instanceof Performance.Changed;
        Optional<Outcome.NotFound> gone = asks ? gone(visitor, server, path) : Optional.empty();
        return gone.isPresent() ? new Performance.Not(gone.get()) : performance;
    }

    @Override
    public Optional<Outcome.NotFound> gone(Visitor visitor, String server, String path) throws InterruptedException {
        String subject = "/" + Paths.subject(path).value();
        return hasPage(subject) && open(visitor, server, subject, Map.of()) instanceof Outcome.NotFound gone
                ? Optional.of(gone)
                : Optional.empty();
    }

    @Override
    public Optional<Execution> execution(String id) {
        return performer.find(id);
    }

    @Override
    public Optional<Execution> repair(String incident) {
        return core.executions().latest(incident);
    }

    @Override
    public boolean hasPage(String path) {
        return registry.entry(Scope.SERVER, path).isPresent();
    }

    @Override
    public List<Contribution> contributions() {
        return registry.contributions();
    }

    @Override
    public List<Trouble> troubles() {
        return core.foreign().troubles();
    }

    @Override
    public Map<String, Integer> stuckThreads() {
        Map<String, Integer> stuck = core.foreign().stuck();
        stuck.values().removeIf(threads -> threads == 0);
        return stuck;
    }

    @Override
    public List<Measure> measures() {
        return core.foreign().measures();
    }

    @Override
    public EventLog.Subscription onChange(Runnable listener) {
        return changes.add(listener);
    }

    private Outcome outcome(
            Foreign.Result<Screen> result, Source source, Role role, @Nullable String server, String path) {
        String bundle = source.bundle();
        if (result instanceof Foreign.Result.Returned<Screen> returned) {
            return shown(returned.value(), bundle, role, server, path);
        }
        if (result instanceof Foreign.Result.Said<Screen> said) {
            Text words = said.reason().text();
            return said.reason().reason() == MenuException.Reason.NOT_FOUND
                    ? new Outcome.NotFound(words)
                    : new Outcome.Refused(words);
        }
        if (result instanceof Foreign.Result.Unanswered<Screen> unanswered) {
            return new Outcome.Unanswered(unanswered.words(), unanswered.reference());
        }
        if (result instanceof Foreign.Result.Failed<Screen> failed) {
            return switch (failed.sort()) {
                case TIMED_OUT -> new Outcome.TimedOut(bundle, core.pace().patience(), failed.reference());
                case BUSY -> new Outcome.Busy(bundle, failed.reference());
                case BROKEN -> new Outcome.Broken(bundle, failed.reference());
            };
        }
        return new Outcome.NotFound(Texts.of("missing.left", "The bundle that this page came from has left"));
    }

    private Outcome shown(Screen screen, String bundle, Role role, @Nullable String server, String path) {
        if (server == null) {
            return new Outcome.Shown(screen, List.of(), bundle);
        }
        List<OfferedAction> offers = screen.actions().stream()
                .flatMap(offer -> core.offers().find(server, offer.path(), role).stream())
                .toList();
        return new Outcome.Shown(core.marks().on(screen, server, path), offers, bundle);
    }

    private MenuItem item(Entry entry, String server) {
        ComponentPath below = new ComponentPath(entry.pattern().first());
        List<Condition> faults = core.states().notNormal(server, below);
        State state = null;
        if (!faults.isEmpty() || hasComponents(entry)) {
            state = core.states().of(server, below);
        }
        return new MenuItem(
                entry.path(),
                entry.label(),
                faults.isEmpty() ? entry.detail() : faults.get(0).text("title"),
                state,
                entry.source().bundle());
    }

    /** What reads components or services has states; a category that only does something has none. */
    private static boolean hasComponents(Entry entry) {
        return entry.capabilities().contains(Inventory.class)
                || entry.capabilities().contains(ServiceControl.class);
    }

    private Stream<Entry> categories(Scope scope, Role role) {
        return registry.entries().stream()
                .filter(entry -> entry.scope() == scope && entry.pattern().isCategory())
                .filter(entry -> role.includes(entry.role()))
                .sorted(IN_ORDER);
    }

    private static Optional<Class<? extends Capability>> lacking(Entry entry, ManagedServer server) {
        return entry.capabilities().stream()
                .filter(type -> server.capability(type).isEmpty())
                .findAny();
    }

    private void remove(ServiceReference<?> reference, boolean action) {
        registry.remove(reference, action).ifPresent(bundle -> core.foreign().dismiss(bundle));
        changes.tell();
    }
}
