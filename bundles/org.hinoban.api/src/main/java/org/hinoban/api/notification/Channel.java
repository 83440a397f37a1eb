package org.hinoban.api.notification;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Requirement;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Names a {@link NotificationChannel}, as recipients are configured with it. */
@ComponentPropertyType
@Requirement(namespace = "osgi.implementation", name = Channel.IMPLEMENTATION, version = "0.1.0")
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Channel {
    String PREFIX_ = "hinoban.";

    /** The name of the implementation that collects channels. */
    String IMPLEMENTATION = "org.hinoban.notification";

    /** The service property. */
    String PROPERTY = "hinoban.channel";

    String value();
}
