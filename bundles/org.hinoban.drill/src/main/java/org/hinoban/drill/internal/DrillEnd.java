package org.hinoban.drill.internal;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.hinoban.api.fault.NotStoredException;
import org.hinoban.api.fault.Observatory;
import org.hinoban.store.DatabaseException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends drills: those that are through, and those that were left behind when a manager was killed or a disk was full. */
@Component(service = DrillEnd.class, immediate = true)
public final class DrillEnd {
    /** Who ends what was left behind. */
    private static final String NOBODY = "-";

    private static final long NEXT_LOOK_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(DrillEnd.class);

    private final Observatory observatory;
    private final DrillTable table;
    private final Map<Long, String> repaired = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looker;

    @Activate
    public DrillEnd(@Reference Observatory observatory, @Reference DrillTable table) {
        this.observatory = observatory;
        this.table = table;
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "hinoban-drill-end");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        executor.setKeepAliveTime(NEXT_LOOK_SECONDS * 2, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        this.looker = executor;
        looker.execute(this::look);
    }

    @Deactivate
    void close() {
        looker.shutdownNow();
    }

    /** The practice fault is repaired by somebody who practises. */
    void repair(DrillRow drill, String user) throws NotStoredException, InterruptedException {
        observatory.accept(drill.end(user));
        repaired.put(drill.number(), user);
    }

    /** Who has repaired it; empty as long as nobody has. */
    Optional<String> repairedBy(DrillRow drill) {
        return Optional.ofNullable(repaired.get(drill.number()));
    }

    /** The drill is through; what cannot be stored now is stored later. */
    void end(DrillRow drill, String user) throws InterruptedException {
        if (!isEnded(drill, user)) {
            lookAgain();
        }
        repaired.remove(drill.number());
    }

    private boolean isEnded(DrillRow drill, String user) throws InterruptedException {
        try {
            observatory.accept(drill.end(user));
            table.end(drill);
            return true;
        } catch (NotStoredException | DatabaseException e) {
            LOG.warn("Drill {} on {} is ended later: {}", drill.number(), drill.server(), e.getMessage());
            return false;
        }
    }

    /** Until none is left behind. */
    private void look() {
        boolean again = true;
        try {
            for (DrillRow drill : table.leftBehind()) {
                LOG.info("Drill {} on {} was left behind and is ended", drill.number(), drill.server());
                isEnded(drill, NOBODY);
            }
            again = !table.unended().isEmpty();
        } catch (DatabaseException e) {
            LOG.debug("Whether a drill was left behind is not known yet", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        if (again) {
            lookAgain();
        }
    }

    private void lookAgain() {
        ScheduledFuture<?> unused = looker.schedule(this::look, NEXT_LOOK_SECONDS, TimeUnit.SECONDS);
    }
}
