package org.hinoban.web.internal.listen;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hinoban.web.internal.door.WebContext;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.osgi.service.servlet.runtime.dto.RuntimeDTO;

/** The servlets that a bundle offers on the whiteboard, and which of them the HTTP server has taken. */
final class OfferedPages {
    private static final String PATTERN = "osgi.http.whiteboard.servlet.pattern";

    /** How long a page is missing before it is offered again, and then before the next time. */
    private static final long PATIENCE_NANOS = 1_000_000_000;

    private final Bundle bundle;
    private final HttpServiceRuntime server;

    /** When they were offered last, in {@link System#nanoTime()}. Only one thread looks. */
    private long offered = System.nanoTime();

    OfferedPages(Bundle bundle, HttpServiceRuntime server) {
        this.bundle = bundle;
        this.server = server;
    }

    /** Whether the server has taken all; those that it overlooks for long are offered again. */
    boolean areTaken() {
        if (missing().isEmpty()) {
            return true;
        }
        if (System.nanoTime() - offered > PATIENCE_NANOS) {
            offerAgain();
            offered = System.nanoTime();
        }
        return false;
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
        List<ServiceReference<?>> all = Arrays.stream(registered == null ? new ServiceReference<?>[0] : registered)
                .filter(service -> service.getProperty(PATTERN) != null)
                .toList();
        return all.isEmpty()
                ? List.of("all")
                : all.stream()
                        .filter(page -> !taken.contains(id(page)))
                        .map(page -> patterns(page) + " (" + reason(refused.get(id(page))) + ")")
                        .toList();
    }

    /**
     * Makes the whiteboard choose a context for each of them once more, as it does when any context comes or goes. It
     * overlooks a servlet for ever that was offered by one thread while the server was started by another: with a new
     * version of this bundle the server is started anew, for {@link Threshold}.
     */
    private void offerAgain() {
        Map<String, Object> properties = Map.of(
                "osgi.http.whiteboard.context.name",
                WebContext.NAME + ".again",
                "osgi.http.whiteboard.context.path",
                "/",
                Constants.SERVICE_RANKING,
                Integer.MIN_VALUE);
        bundle.getBundleContext()
                .registerService(ServletContextHelper.class, new WebContext(), FrameworkUtil.asDictionary(properties))
                .unregister();
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
