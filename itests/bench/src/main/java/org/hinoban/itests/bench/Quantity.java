package org.hinoban.itests.bench;

import java.time.Duration;

/** A number with its unit. */
public record Quantity(double value, Unit unit) {
    private static final double BYTES_PER_MEGABYTE = 1e6;

    public static Quantity megabytes(long bytes) {
        return Unit.MEGABYTES.of(bytes / BYTES_PER_MEGABYTE);
    }

    public static Quantity seconds(Duration duration) {
        return Unit.SECONDS.of(duration.toNanos() / 1e9);
    }

    /** Processor time used in a while, as it would be in an hour. */
    public static Quantity perHour(Duration used, Duration of) {
        return Unit.CPU_SECONDS_PER_HOUR.of(Duration.ofHours(1).toSeconds() * (double) used.toMillis() / of.toMillis());
    }

    /** Without the zeros at the end of its decimals: a budget reads as it was written. */
    String brief() {
        return toString().replaceFirst("(\\.\\d*?)0+(?=\\D|$)", "$1").replaceFirst("\\.(?=\\D|$)", "");
    }

    @Override
    public String toString() {
        return unit.show(value);
    }
}
