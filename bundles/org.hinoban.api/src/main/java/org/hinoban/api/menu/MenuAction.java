package org.hinoban.api.menu;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Describes an {@link Action} to the core, which asks, authorises, leases and audits by this alone. Texts are keys of the
 * bundle's l10n resources after {@code %}, or the text itself; their places {@code {0}}, {@code {1}} … are the raw names
 * in the path's braces, in their order.
 */
@ComponentPropertyType
@RequireNavigation
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface MenuAction {
    String PREFIX_ = "hinoban.action.";

    /**
     * The component that it is about and a verb: {@code /software/service/{name}/restart}. What stands before the verb is
     * the component's path.
     */
    String path();

    /** The act and its object: <i>Restart {0}</i>. */
    String label();

    /** What it will do, in a sentence; shown where it is confirmed. */
    String effect();

    /** The least role that may do it, at least {@link Role#OPERATOR}. */
    Role role();

    Confirm confirm() default Confirm.ALWAYS;

    /** Whether something is lost that cannot be got back, or a service ends. */
    boolean destructive() default false;

    Scope scope() default Scope.SERVER;
}
