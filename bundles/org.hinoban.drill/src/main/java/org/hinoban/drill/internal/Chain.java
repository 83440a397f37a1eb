package org.hinoban.drill.internal;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.hinoban.api.fault.Observatory;
import org.hinoban.delivery.Deliveries;
import org.hinoban.incident.Incidents;
import org.jspecify.annotations.Nullable;

/**
 * What a practice fault goes through.
 *
 * @param deliveries null while notification is away
 * @param closed whether this bundle stops
 * @param patience how long it may take to tell everybody
 */
record Chain(
        Incidents incidents,
        Observatory observatory,
        DrillTable table,
        DrillEnd end,
        Supplier<@Nullable Deliveries> deliveries,
        BooleanSupplier closed,
        Duration patience) {}
