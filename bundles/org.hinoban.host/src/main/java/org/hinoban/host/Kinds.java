package org.hinoban.host;

import java.util.List;
import org.hinoban.api.fault.Kind;

/**
 * Every kind of observation that this library makes. The words stand in the l10n resources of {@value #BUNDLE}; an
 * argument holds only what was observed, in a form that is the same in every language.
 */
public final class Kinds {
    /** The bundle that has the words. */
    public static final String BUNDLE = "org.hinoban.incident";

    /**
     * A unit is in state failed. {@code result}: the service manager's word, such as {@code exit-code}, {@code signal},
     * {@code timeout}, {@code start-limit-hit}; {@code status}: how the last process ended, such as {@code exit code 3} or
     * {@code signal 9 (KILL)}, or {@code -}.
     */
    public static final Kind SERVICE_FAILED = kind("service.failed", "result", "status");

    /**
     * A watched service's process ended and nobody had asked for it. {@code how}: {@code exit code 0},
     * {@code signal 15 (TERM)}; {@code process}: its number.
     */
    public static final Kind SERVICE_GONE = kind("service.gone", "how", "process");

    /** As {@link #SERVICE_GONE}, where nobody could observe how the process ended. {@code process}: its number, or -. */
    public static final Kind SERVICE_VANISHED = kind("service.vanished", "process");

    /** A service was restarted automatically too often. {@code count} restarts within {@code minutes}. */
    public static final Kind SERVICE_RESTARTING = kind("service.restarting", "count", "minutes");

    /** Noted: the service was restarted automatically, {@code count} times, and that held. */
    public static final Kind SERVICE_HELD = kind("service.held", "count");

    /** Noted, or normal: the service was stopped because somebody asked for it. */
    public static final Kind SERVICE_STOPPED = kind("service.stopped");

    /** Warning: a stop that was asked for ended badly; {@code result} and {@code status} as in a failure. */
    public static final Kind SERVICE_STOPPED_BADLY = kind("service.stopped-badly", "result", "status");

    /** Warning: the service is defined, but has never been seen running. */
    public static final Kind SERVICE_NEVER_RAN = kind("service.never-ran");

    /** Normal again: the service runs. {@code process}: its main process, or - if it needs none. */
    public static final Kind SERVICE_RUNNING = kind("service.running", "process");

    /** Little memory is left. {@code available}, {@code total}: sizes with their unit. */
    public static final Kind MEMORY_LOW = kind("memory.low", "available", "total");

    /** A filesystem fills up. {@code used}: such as {@code 96 %}; {@code free}: a size with its unit. */
    public static final Kind FILESYSTEM_FULL = kind("filesystem.full", "used", "free");

    /** A filesystem that could be written to no longer can. */
    public static final Kind FILESYSTEM_READONLY = kind("filesystem.readonly");

    /** A disk's driver says that it is not in service. {@code state}: the driver's word. */
    public static final Kind DISK_FAILED = kind("disk.failed", "state");

    /** A RAID array lacks members. {@code missing}: how many; {@code state}: the array's state. */
    public static final Kind DISK_DEGRADED = kind("disk.degraded", "missing", "state");

    /** A processor is present, but offline. */
    public static final Kind CPU_OFFLINE = kind("cpu.offline");

    /** A network interface that is switched on lost its link. {@code state}: the kernel's word. */
    public static final Kind NETWORK_DOWN = kind("network.down", "state");

    /** A component that was there is gone. */
    public static final Kind COMPONENT_GONE = kind("component.gone");

    /** A component other than a service is normal again. */
    public static final Kind COMPONENT_NORMAL = kind("component.normal");

    /** All kinds, for those who keep the words. */
    public static final List<Kind> ALL = List.of(
            SERVICE_FAILED,
            SERVICE_GONE,
            SERVICE_VANISHED,
            SERVICE_RESTARTING,
            SERVICE_HELD,
            SERVICE_STOPPED,
            SERVICE_STOPPED_BADLY,
            SERVICE_NEVER_RAN,
            SERVICE_RUNNING,
            MEMORY_LOW,
            FILESYSTEM_FULL,
            FILESYSTEM_READONLY,
            DISK_FAILED,
            DISK_DEGRADED,
            CPU_OFFLINE,
            NETWORK_DOWN,
            COMPONENT_GONE,
            COMPONENT_NORMAL);

    private Kinds() {}

    private static Kind kind(String name, String... parameters) {
        return new Kind(BUNDLE, name, List.of(parameters));
    }
}
