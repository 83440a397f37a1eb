package org.hinoban.notification.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Describes to tools what {@link Limits} reads. */
@ObjectClassDefinition(pid = Notifier.PID, name = "Hinoban notification", description = "What holds for all recipients")
@interface NotificationConfig {
    @AttributeDefinition(
            description = "Services whose log lines are in no message, separated by commas; * for all",
            required = false)
    String log_services_without();

    @AttributeDefinition(
            description = "For how many hours a message is tried before it is given up",
            min = "1",
            max = "720")
    int give_up_hours() default 48;
}
