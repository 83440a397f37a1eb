package org.hinoban.host.internal.systemd;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hinoban.host.internal.Processes;

/** A service unit at one moment, as systemd tells it. */
record Unit(Map<?, ?> properties) {
    private static final int EXITED = 1;
    private static final int CLEAN = 0;
    private static final String MONOTONIC = "TimestampMonotonic";

    String loadState() {
        return text(properties, "LoadState");
    }

    /** {@code active}, {@code failed}, {@code inactive}, {@code activating} and so on. */
    String activeState() {
        return text(properties, "ActiveState");
    }

    String subState() {
        return text(properties, "SubState");
    }

    String fileState() {
        return text(properties, "UnitFileState");
    }

    String description() {
        return text(properties, "Description");
    }

    boolean isOneshot() {
        return text(properties, "Type").equals("oneshot");
    }

    boolean isUp() {
        return activeState().equals("active") || activeState().equals("reloading");
    }

    boolean waitsForRestart() {
        return subState().startsWith("auto-restart");
    }

    String result() {
        return text(properties, "Result");
    }

    long restarts() {
        return number(properties, "NRestarts");
    }

    long mainProcess() {
        return number(properties, "MainPID");
    }

    /** The main process, or the one that was it last. */
    String lastProcess() {
        long process = number(properties, "ExecMainPID");
        return process == 0 ? "-" : Long.toString(process);
    }

    /** How the main process ended last; nothing if it has not. */
    Optional<String> howEnded() {
        int status = (int) number(properties, "ExecMainStatus");
        return switch ((int) number(properties, "ExecMainCode")) {
            case 0 -> Optional.empty();
            case EXITED -> Optional.of(Processes.exitCode(status));
            default -> Optional.of(Processes.signal(status));
        };
    }

    /**
     * Whether it has ended by itself and well, and is one that is started when it is needed: by a socket, a timer, a path
     * or a call over the bus, or once by hand.
     */
    boolean isThroughUntilNeeded() {
        boolean well = number(properties, "ExecMainCode") == EXITED && number(properties, "ExecMainStatus") == CLEAN;
        boolean calledOverBus =
                !text(properties, "BusName").isEmpty() && list("WantedBy").isEmpty();
        boolean once = Boolean.TRUE.equals(properties.get("Transient"));
        return well && (!list("TriggeredBy").isEmpty() || calledOverBus || once);
    }

    /**
     * Whether its main process ended because the unit was being stopped, and not the unit because of its process: the
     * service manager notes both moments. Empty where they tell nothing: the unit outlives its process, has none, or has
     * left its rest again since.
     */
    Optional<Boolean> wasStopped() {
        long begun = number(properties, "ExecMainStart" + MONOTONIC);
        long ended = number(properties, "ExecMainExit" + MONOTONIC);
        long leftActive = number(properties, "ActiveExit" + MONOTONIC);
        long leftRest = number(properties, "InactiveExit" + MONOTONIC);
        boolean outlives =
                isAllowed("RemainAfterExit") || text(properties, "ExitType").equals("cgroup");
        if (outlives || ended == 0 || leftActive < begun || leftRest > ended) {
            return Optional.empty();
        }
        return Optional.of(leftActive < ended);
    }

    /** Whether it may have the service manager stop it without a job: by saying so, or by giving up its name on the bus. */
    boolean mayStopItself() {
        return !text(properties, "NotifyAccess").equals("none")
                || text(properties, "Type").equals("dbus");
    }

    /** Names one life of the unit, from a start to its end. */
    String invocation() {
        StringBuilder hex = new StringBuilder();
        if (properties.get("InvocationID") instanceof byte[] id) {
            for (byte b : id) {
                hex.append(Integer.toHexString(b & 0xff)).append('.');
            }
        }
        return hex.toString();
    }

    Instant since() {
        long micros = number(properties, "StateChangeTimestamp");
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
    }

    /** Whether the service manager still has something to do with it. */
    boolean hasJob() {
        return properties.get("Job") instanceof List<?> job
                && !job.isEmpty()
                && !Long.valueOf(0).equals(job.get(0));
    }

    /** Whether a property that is true or false is true. */
    boolean isAllowed(String key) {
        return Boolean.TRUE.equals(properties.get(key));
    }

    /** The units that it cannot do without. */
    List<String> needs() {
        return Stream.of("Requires", "Requisite", "BindsTo")
                .flatMap(key -> list(key).stream())
                .distinct()
                .sorted()
                .toList();
    }

    List<String> list(String key) {
        return properties.get(key) instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static String text(Map<?, ?> values, String key) {
        return values.get(key) instanceof String text ? text : "";
    }

    private static long number(Map<?, ?> values, String key) {
        return values.get(key) instanceof Long number ? number : 0;
    }
}
