package org.hinoban.web.internal.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.osgi.service.servlet.runtime.dto.DTOConstants;
import org.osgi.service.servlet.runtime.dto.FailedServletDTO;
import org.osgi.service.servlet.runtime.dto.RequestInfoDTO;
import org.osgi.service.servlet.runtime.dto.RuntimeDTO;
import org.osgi.service.servlet.runtime.dto.ServletContextDTO;
import org.osgi.service.servlet.runtime.dto.ServletDTO;

/** In a real framework, with a server that has overlooked a page until any servlet context comes or goes. */
final class OfferedPagesTest {
    @TempDir
    private Path scratch;

    private final AtomicBoolean looked = new AtomicBoolean();
    private Framework framework;
    private BundleContext context;
    private OfferedPages pages;

    @BeforeEach
    void starts() throws Exception {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, scratch.toString(), "felix.log.level", "0"));
        framework.start();
        context = framework.getBundleContext();
        context.addServiceListener(
                event -> looked.compareAndSet(false, event.getType() == ServiceEvent.REGISTERED),
                "(objectClass=" + ServletContextHelper.class.getName() + ")");
        pages = new OfferedPages(framework, new Overlooking());
    }

    @AfterEach
    void ends() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void areMissingWhileNoneIsOffered() {
        assertThat(pages.areTaken()).isFalse();
        assertThat(pages.missing()).containsExactly("all");
    }

    @Test
    void areOfferedAgainWhereTheServerHasOverlookedOne() {
        context.registerService(
                Servlet.class,
                new HttpServlet() {},
                FrameworkUtil.asDictionary(Map.of("osgi.http.whiteboard.servlet.pattern", "/audit")));

        assertThat(pages.areTaken()).as("at once").isFalse();
        assertThat(pages.missing()).containsExactly("/audit (failure reason 1)");
        await().until(pages::areTaken);

        assertThat(looked).isTrue();
        assertThat(pages.missing()).isEmpty();
        assertThat(framework.getRegisteredServices())
                .as("what is left of offering them again")
                .noneMatch(service -> ((String[]) service.getProperty(Constants.OBJECTCLASS))
                        [0].equals(ServletContextHelper.class.getName()));
    }

    private final class Overlooking implements HttpServiceRuntime {
        @Override
        public RuntimeDTO getRuntimeDTO() {
            RuntimeDTO state = new RuntimeDTO();
            ServletContextDTO ours = new ServletContextDTO();
            ServiceReference<Servlet> page = context.getServiceReference(Servlet.class);
            ours.servletDTOs =
                    page != null && looked.get() ? new ServletDTO[] {known(new ServletDTO(), page)} : new ServletDTO[0];
            state.servletContextDTOs = new ServletContextDTO[] {ours};
            state.failedServletDTOs = page == null || looked.get()
                    ? new FailedServletDTO[0]
                    : new FailedServletDTO[] {known(new FailedServletDTO(), page)};
            for (FailedServletDTO failed : state.failedServletDTOs) {
                failed.failureReason = DTOConstants.FAILURE_REASON_NO_SERVLET_CONTEXT_MATCHING;
            }
            return state;
        }

        @Override
        public RequestInfoDTO calculateRequestInfoDTO(String path) {
            throw new UnsupportedOperationException(path);
        }

        private static <T extends ServletDTO> T known(T servlet, ServiceReference<Servlet> page) {
            servlet.serviceId = (Long) page.getProperty(Constants.SERVICE_ID);
            return servlet;
        }
    }
}
