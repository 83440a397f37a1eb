package org.hinoban.web.internal.listen;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.osgi.service.servlet.runtime.dto.RuntimeDTO;

/** The servlets that a bundle offers on the whiteboard, and which of them the HTTP server has taken. */
final class OfferedPages {
    private static final String PATTERN = "osgi.http.whiteboard.servlet.pattern";

    private final Bundle bundle;
    private final HttpServiceRuntime server;

    OfferedPages(Bundle bundle, HttpServiceRuntime server) {
        this.bundle = bundle;
        this.server = server;
    }

    /** The patterns of those that were not taken, each with the reason; never empty while none is offered. */
    List<String> missing() {
        RuntimeDTO state = server.getRuntimeDTO();
        Set<Long> taken = Arrays.stream(state.servletContextDTOs)
                .flatMap(context -> Arrays.stream(context.servletDTOs))
                .map(servlet -> servlet.serviceId)
                .collect(Collectors.toSet());
        Map<Long, Integer> refused = Arrays.stream(state.failedServletDTOs)
                .collect(Collectors.toMap(
                        servlet -> servlet.serviceId, servlet -> servlet.failureReason, (one, other) -> other));
        ServiceReference<?>[] registered = bundle.getRegisteredServices();
        List<ServiceReference<?>> offered = Arrays.stream(registered == null ? new ServiceReference<?>[0] : registered)
                .filter(service -> service.getProperty(PATTERN) != null)
                .toList();
        return offered.isEmpty()
                ? List.of("all")
                : offered.stream()
                        .filter(page -> !taken.contains(id(page)))
                        .map(page -> patterns(page) + " (" + reason(refused.get(id(page))) + ")")
                        .toList();
    }

    private static Long id(ServiceReference<?> page) {
        return (Long) page.getProperty(Constants.SERVICE_ID);
    }

    private static String patterns(ServiceReference<?> page) {
        Object patterns = page.getProperty(PATTERN);
        return patterns instanceof String[] several ? String.join(" ", several) : String.valueOf(patterns);
    }

    /** @param failure as the whiteboard's {@code DTOConstants} has it */
    private static String reason(@Nullable Integer failure) {
        return failure == null ? "not known to it" : "failure reason " + failure;
    }
}
