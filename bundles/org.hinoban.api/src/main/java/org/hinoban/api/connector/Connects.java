package org.hinoban.api.connector;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Says which server a {@link ServerLink} reaches. Mostly the same properties are given at run time. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Connects {
    String PREFIX_ = "hinoban.link.";

    /** The property of {@link #connector()}. */
    String CONNECTOR = "hinoban.link.connector";
    /** The property of {@link #server()}. */
    String SERVER = "hinoban.link.server";
    /** The property of {@link #name()}. */
    String NAME = "hinoban.link.name";
    /** The property of {@link #labels()}. */
    String LABELS = "hinoban.link.labels";
    /** The property of {@link #order()}. */
    String ORDER = "hinoban.link.order";

    /** The connector's own name, such as {@code local}. */
    String connector();

    /** The server's id, in the form of {@link org.hinoban.api.server.ManagedServer#ID_PATTERN}. */
    String server();

    /** What people call the server; the id by default. */
    String name() default "";

    /** {@code key=value} each. */
    String[] labels() default {};

    /** Which of several links is asked first for a capability, lowest first. */
    int order() default 100;
}
