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
