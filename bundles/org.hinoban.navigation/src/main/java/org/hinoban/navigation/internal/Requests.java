package org.hinoban.navigation.internal;

import java.util.Map;
import java.util.Optional;
import org.hinoban.api.menu.ActionRequest;
import org.hinoban.api.menu.MenuRequest;
import org.hinoban.api.menu.Role;
import org.hinoban.api.server.Deadline;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.Mandate;
import org.jspecify.annotations.Nullable;

/** What handlers and actions are asked with. */
final class Requests {
    private Requests() {}

    private static ManagedServer present(@Nullable ManagedServer server) {
        if (server == null) {
            throw new IllegalStateException("This belongs to the site, not to a server");
        }
        return server;
    }

    private static String variable(Map<String, String> variables, String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The path has no {" + name + "}");
        }
        return value;
    }

    record Opening(
            @Nullable ManagedServer of,
            String path,
            Map<String, String> variables,
            Map<String, String> parameters,
            String user,
            Role role,
            Deadline deadline)
            implements MenuRequest {
        @Override
        public ManagedServer server() {
            return present(of);
        }

        @Override
        public String variable(String name) {
            return Requests.variable(variables, name);
        }

        @Override
        public Optional<String> parameter(String name) {
            return Optional.ofNullable(parameters.get(name));
        }
    }

    record Performing(
            ManagedServer server,
            String path,
            Map<String, String> variables,
            Map<String, String> fields,
            Mandate mandate)
            implements ActionRequest {
        @Override
        public String variable(String name) {
            return Requests.variable(variables, name);
        }

        @Override
        public Optional<String> field(String name) {
            return Optional.ofNullable(fields.get(name));
        }
    }
}
