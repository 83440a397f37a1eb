package org.hinoban.connector.local.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Describes the keys for tools; {@link Settings} reads them. */
@ObjectClassDefinition(
        pid = Settings.PID,
        localization = "OSGI-INF/l10n/bundle",
        name = "%config.local",
        description = "%config.local.description")
@interface LocalConfig {
    @AttributeDefinition(name = "%config.enabled")
    boolean enabled() default true;

    @AttributeDefinition(name = "%config.server.id", required = false)
    String server_id() default "";

    @AttributeDefinition(name = "%config.root", required = false)
    String root() default "/";

    @AttributeDefinition(name = "%config.tools", required = false)
    String tools() default "";
}
