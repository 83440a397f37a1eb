package org.hinoban.api.menu;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hinoban.api.server.Capability;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Describes a {@link MenuHandler} to the navigation, which draws the menu from this alone and asks for the handler only
 * when somebody opens the entry.
 */
@ComponentPropertyType
@RequireNavigation
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface MenuEntry {
    String PREFIX_ = "hinoban.menu.";

    /**
     * Where the entry is, such as {@code /software} or {@code /software/service/{name}}. A segment in braces matches any
     * one segment and hands its raw name to the handler. A path without braces and with one segment is a category, shown
     * in the operation menu.
     */
    String path();

    /** What the menu calls it: a key of the bundle's l10n resources after {@code %}, or the text itself. */
    String label();

    /** What else the menu says while nothing is wrong, as {@link #label()}. */
    String detail() default "";

    /** The place among its siblings, lowest first. */
    int order() default 1000;

    /** The least role that may open it. */
    Role role();

    Scope scope() default Scope.SERVER;

    /** The capabilities that a server must offer for the entry to be on its menu. */
    Class<? extends Capability>[] capabilities() default {};
}
