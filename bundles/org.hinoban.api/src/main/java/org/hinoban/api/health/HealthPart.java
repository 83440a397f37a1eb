package org.hinoban.api.health;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Says which part of the manager a {@link HealthCheck} looks at. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface HealthPart {
    String PREFIX_ = "hinoban.health.";

    /** The property of {@link #name()}. */
    String NAME = "hinoban.health.name";
    /** The property of {@link #seconds()}. */
    String SECONDS = "hinoban.health.seconds";

    /** Short, in lower case, such as {@code event-log}: what monitoring knows the part by. */
    String name();

    /** For how long an answer is as good as a new one, in seconds. */
    int seconds() default 5;
}
