package org.hinoban.web.internal.door;

import java.net.URL;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/** The manager's own servlet context. It hands out no resources of any bundle. */
@Component(service = ServletContextHelper.class, scope = ServiceScope.BUNDLE)
@HttpWhiteboardContext(name = WebContext.NAME, path = "/")
public final class WebContext extends ServletContextHelper {
    public static final String NAME = "org.hinoban.web";

    /** Selects this context for a servlet. */
    public static final String SELECT = "(osgi.http.whiteboard.context.name=" + NAME + ")";

    @Override
    public @Nullable URL getResource(String name) {
        return null;
    }
}
