package org.hinoban.itests.bench;

import java.util.Locale;

/** What a quantity is counted in. */
public enum Unit {
    SECONDS("%,.2f s"),
    MILLIS("%,.1f ms"),
    BYTES("%,.0f B"),
    /** 1,000,000 bytes. */
    MEGABYTES("%,.1f MB"),
    COUNT("%,.0f"),
    PER_SECOND("%,.0f/s"),
    /** Seconds of processor time in an hour. */
    CPU_SECONDS_PER_HOUR("%,.0f CPU s/h"),
    CPU_MILLIS("%,.2f CPU ms");

    private final String format;

    Unit(String format) {
        this.format = format;
    }

    public Quantity of(double value) {
        return new Quantity(value, this);
    }

    public Quantity of(long value) {
        return of((double) value);
    }

    String show(double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
