package org.hinoban.access.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The keys of {@code org.hinoban.access.cfg}. All are text, so that a bad value is ours to explain. */
@ObjectClassDefinition(name = "Hinoban access", description = "Sessions and the exclusive right to operate")
@interface AccessConfig {
    @AttributeDefinition(
            name = "Exclusive",
            description = "What one operator holds at a time: a server, the whole site, or nothing",
            options = {@Option("server"), @Option("site"), @Option("off")})
    String exclusive() default "server";

    @AttributeDefinition(
            name = "Show who is logged in",
            description = "Whether the login page shows the user IDs of those who are logged in now",
            options = {@Option("always"), @Option("known-devices"), @Option("never")})
    String login_show() default "always";

    @AttributeDefinition(
            name = "Idle limit",
            description = "A session ends this long after its last request: a number and s, m, h or d")
    String session_idle() default "30m";

    @AttributeDefinition(
            name = "Absolute limit",
            description = "A session ends this long after its login: a number and s, m, h or d")
    String session_absolute() default "12h";
}
