package org.hinoban.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.console.Session;
import org.hinoban.access.Accounts;
import org.hinoban.access.Accounts.Account;
import org.hinoban.api.menu.Role;
import org.hinoban.audit.AuditLog;
import org.junit.jupiter.api.Test;

class ToldFirstTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void tellsTheMadeUpPasswordThatIsInForceThoughTheAuditLogFails() throws Exception {
        OperatorPasswordCommand command = new OperatorPasswordCommand();
        PrintStream console = new PrintStream(printed, true, StandardCharsets.UTF_8);
        give(command, "session", answering(Session.class, Map.of("getConsole", console)));
        Account night1 = new Account("night1", Role.OPERATOR, false, Instant.EPOCH);
        give(command, "accounts", answering(Accounts.class, Map.of("find", Optional.of(night1))));
        give(command, "audit", new Full());
        give(command, "user", "night1");
        give(command, "json", true);

        command.execute();

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .matches("\\{\"result\":\"done\",\"user\":\"night1\",\"password\":\"[a-z0-9-]{19}\"}");
    }

    /** As the console does it. */
    private static void give(Object command, String name, Object value) throws ReflectiveOperationException {
        for (Class<?> type = command.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    field.set(command, value);
                    return;
                }
            }
        }
        throw new NoSuchFieldException(name);
    }

    /** A service that answers what a command asks, and does nothing. */
    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.get(method.getName())));
    }

    private static final class Full implements AuditLog {
        @Override
        public void record(Deed deed) {
            throw new IllegalStateException("the disk is full");
        }

        @Override
        public List<Entry> latest(long before, String about, int max) {
            return List.of();
        }
    }
}
