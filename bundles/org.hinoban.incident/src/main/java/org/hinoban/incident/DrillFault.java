package org.hinoban.incident;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hinoban.api.fault.Kind;

/** The fault that a drill pretends. It goes the way of a real one; only who is told may be narrowed to one person. */
public final class DrillFault {
    /** Its words say plainly that it is a drill. */
    public static final Kind KIND = new Kind("org.hinoban.drill", "drill", List.of("user", "recipient"));

    private static final String RECIPIENT = "recipient";

    /** Stands for everybody, and is no name that a recipient can have. */
    private static final String EVERYBODY = "*";

    private DrillFault() {}

    /** @param recipient the name of the only one to be told; empty for everybody */
    public static Map<String, String> arguments(String user, Optional<String> recipient) {
        return Map.of("user", user, RECIPIENT, recipient.orElse(EVERYBODY));
    }

    /** Whether a fault is only pretended. */
    public static boolean is(Kind kind) {
        return kind.bundle().equals(KIND.bundle()) && kind.name().equals(KIND.name());
    }

    /** Whether somebody is to be told of a fault, drill or not. */
    public static boolean concerns(String recipient, Kind kind, Map<String, String> arguments) {
        if (!is(kind)) {
            return true;
        }
        String only = arguments.getOrDefault(RECIPIENT, EVERYBODY);
        return only.equals(EVERYBODY) || only.equals(recipient);
    }
}
