package org.hinoban.drill.internal;

import java.util.List;
import java.util.Optional;
import org.hinoban.api.fault.Observatory;
import org.hinoban.api.notification.Recipient;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.Servers;
import org.hinoban.api.server.State;
import org.hinoban.audit.AuditLog;
import org.hinoban.audit.AuditLog.Deed;
import org.hinoban.delivery.Deliveries;
import org.hinoban.drill.Drills;
import org.hinoban.drill.Report;
import org.hinoban.incident.Incidents;
import org.hinoban.incident.States;
import org.hinoban.store.DatabaseException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Lets one drill begin after another, and puts the category on the menu as long as one is on. */
@Component
public final class HeldDrills implements Drills {
    private final ComponentContext context;
    private final Servers servers;
    private final States states;
    private final AuditLog audit;
    private final Chain chain;

    private volatile @Nullable Deliveries deliveries;
    private volatile boolean closed;

    @Activate
    public HeldDrills(
            ComponentContext context,
            @Reference Servers servers,
            @Reference States states,
            @Reference Incidents incidents,
            @Reference Observatory observatory,
            @Reference DrillTable table,
            @Reference DrillEnd end,
            @Reference AuditLog audit) {
        this.context = context;
        this.servers = servers;
        this.states = states;
        this.audit = audit;
        this.chain = new Chain(incidents, observatory, table, end, () -> deliveries, () -> closed, PATIENCE);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setDeliveries(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    void unsetDeliveries(Deliveries deliveries) {
        if (this.deliveries == deliveries) {
            this.deliveries = null;
        }
    }

    @Deactivate
    void close() {
        closed = true;
    }

    @Override
    public Report hold(Order order, Progress progress) throws RefusedException, InterruptedException {
        check(order);
        DrillRow drill = begin(order);
        record(order, drill, "begun");
        context.enableComponent(DrillCategory.NAME);
        String result = "broken off";
        try {
            Report report = new DrillCourse(chain, order, drill, progress).run();
            result = report.failed() == null ? "passed" : "failed: " + report.failed();
            return report;
        } finally {
            context.disableComponent(DrillCategory.NAME);
            record(order, drill, result);
        }
    }

    private void check(Order order) throws RefusedException {
        if (order.practice().isNegative() || order.practice().compareTo(LONGEST_PRACTICE) > 0) {
            throw new RefusedException("A drill leaves 0 to " + LONGEST_PRACTICE.toSeconds() + " s to practise");
        }
        if (servers.find(order.server()).isEmpty()) {
            throw new RefusedException("There is no server " + order.server() + "; there is "
                    + String.join(
                            ", ", servers.all().stream().map(ManagedServer::id).toList()));
        }
        if (states.of(order.server()) == State.UNKNOWN
                && states.notNormal(order.server()).isEmpty()) {
            throw new RefusedException(
                    order.server() + " has not reported anything yet; wait until its state is known");
        }
        Deliveries people = deliveries;
        Optional<String> only = order.recipient();
        if (people != null && only.isPresent()) {
            List<String> names =
                    people.recipients().stream().map(Recipient::name).toList();
            if (!names.contains(only.get())) {
                throw new RefusedException(
                        "There is no recipient " + only.get() + "; there is " + String.join(", ", names));
            }
        }
    }

    private DrillRow begin(Order order) throws RefusedException {
        try {
            Optional<DrillRow> begun = chain.table().begin(order.server(), order.user());
            if (begun.isPresent()) {
                return begun.get();
            }
            throw new RefusedException(chain.table()
                    .on()
                    .map(on -> "Drill " + on.number() + " of " + on.account() + " is on, on " + on.server()
                            + "; wait until it is over")
                    .orElse("A drill was on just now; try again"));
        } catch (DatabaseException e) {
            throw new RefusedException("The database cannot be used: " + e.getMessage()
                    + ". A fault would wait at its server until it can; see the log and the page Settings");
        }
    }

    private void record(Order order, DrillRow drill, String result) {
        audit.record(
                new Deed(order.user(), "console", "drill " + drill.number(), order.server(), drill.epoch(), result));
    }
}
