package org.hinoban.connector.local.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Describes the keys for tools; {@link Settings} reads them. */
@ObjectClassDefinition(
        factoryPid = Settings.SERVICE_PID,
        localization = "OSGI-INF/l10n/bundle",
        name = "%config.service",
        description = "%config.service.description")
@interface ServiceConfig {
    @AttributeDefinition(name = "%config.service.start", required = false)
    String start() default "";

    @AttributeDefinition(name = "%config.service.stop", required = false)
    String stop() default "";

    @AttributeDefinition(name = "%config.service.status", required = false)
    String status() default "";

    @AttributeDefinition(name = "%config.service.pidfile", required = false)
    String pidfile() default "";

    @AttributeDefinition(name = "%config.service.process", required = false)
    String process() default "";

    @AttributeDefinition(name = "%config.service.log", required = false)
    String log() default "";
}
