package org.hinoban.host.internal.bus;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of the bus.
 *
 * @param type {@value #CALL}, {@value #RETURN}, {@value #ERROR} or {@value #SIGNAL}
 * @param replyTo the serial of the call that this answers; 0 if none
 * @param body integers as {@code Long}, strings, paths and signatures as {@code String}, {@code Boolean}, {@code Double};
 *     arrays and structures as {@code List}, arrays of bytes as {@code byte[]}, dictionaries as {@code Map}; a variant as
 *     what is in it
 */
public record BusMessage(
        int type,
        long serial,
        long replyTo,
        @Nullable String path,
        @Nullable String interfaceName,
        @Nullable String member,
        @Nullable String error,
        @Nullable String sender,
        List<Object> body) {
    static final int CALL = 1;
    static final int RETURN = 2;
    static final int ERROR = 3;
    static final int SIGNAL = 4;

    public boolean isSignal(String ofInterface, String ofMember) {
        return type == SIGNAL && ofInterface.equals(interfaceName) && ofMember.equals(member);
    }

    public boolean isError() {
        return type == ERROR;
    }

    /** A string of the body; empty if there is none at that place. */
    public String string(int index) {
        return index < body.size() && body.get(index) instanceof String text ? text : "";
    }
}
