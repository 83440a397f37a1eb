package org.hinoban.web.internal.servlet;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.hinoban.api.text.LogReference;
import org.hinoban.web.internal.door.WebContext;
import org.hinoban.web.internal.draw.Asked;
import org.hinoban.web.internal.draw.Assets;
import org.hinoban.web.internal.draw.BarePages;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletErrorPage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws our page for what a servlet left to the container. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(WebContext.SELECT)
@HttpWhiteboardServletErrorPage(errorPage = {"4xx", "5xx", "java.lang.Throwable"})
public final class ErrorServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(ErrorServlet.class);

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 500;
        Asked asked = new Asked("", request.getHeader("Accept"), request.getHeader("Accept-Language"));
        byte[] content = BarePages.error(status, asked, status >= 500 ? logged(request, status) : "");
        response.setStatus(status);
        response.setContentType(asked.type());
        response.setHeader("Content-Security-Policy", Assets.CONTENT_SECURITY_POLICY);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    private static String logged(HttpServletRequest request, int status) {
        String reference = LogReference.next();
        LOG.atError()
                .addKeyValue(LogReference.KEY, reference)
                .setCause(
                        request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Exception reason
                                ? reason
                                : null)
                .log(
                        "{} {} ended with {}",
                        request.getMethod(),
                        request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI),
                        status);
        return reference;
    }
}
