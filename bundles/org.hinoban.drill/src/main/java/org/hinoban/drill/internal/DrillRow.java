package org.hinoban.drill.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.fault.Report;
import org.hinoban.api.server.ComponentPath;
import org.hinoban.api.server.State;
import org.hinoban.incident.DrillFault;

/** A drill as it is stored, and what is reported of it. */
record DrillRow(long number, String server, String epoch, String account, Instant begun) {
    /** What the components of drills stand below. */
    static final String CATEGORY = "drill";

    private static final Kind OVER = new Kind("org.hinoban.drill", "drill.over", List.of("user"));

    static DrillRow read(ResultSet row) throws SQLException {
        return new DrillRow(
                row.getLong("number"),
                row.getString("server"),
                row.getString("epoch"),
                row.getString("account"),
                Instant.ofEpochMilli(row.getLong("begun")));
    }

    /** Its own, so that no drill is taken for the course of another. */
    ComponentPath component() {
        return ComponentPath.of(CATEGORY, Long.toString(number));
    }

    Report fault(Optional<String> recipient) {
        return report(
                1,
                new Observation.Changed(
                        component(),
                        State.ABNORMAL,
                        DrillFault.KIND,
                        DrillFault.arguments(account, recipient),
                        Instant.now(),
                        List.of()));
    }

    /** @param user who ended it; the same report twice is one */
    Report end(String user) {
        return report(
                2,
                new Observation.Changed(
                        component(), State.NORMAL, OVER, Map.of("user", user), Instant.now(), List.of()));
    }

    private Report report(long sequence, Observation observation) {
        return new Report("drill/" + server, epoch, sequence, server, observation);
    }
}
