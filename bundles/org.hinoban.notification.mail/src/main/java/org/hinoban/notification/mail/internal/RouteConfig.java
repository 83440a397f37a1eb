package org.hinoban.notification.mail.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Describes to tools what {@link Route#read} reads. */
@ObjectClassDefinition(
        factoryPid = MailChannel.ROUTE_PID,
        name = "Hinoban mail route",
        description = "A mail server that takes mails for Hinoban")
@interface RouteConfig {
    String host();

    @AttributeDefinition(
            description = "25 without encryption, 587 with STARTTLS, 465 with TLS by default",
            required = false,
            min = "1",
            max = "65535")
    int port();

    @AttributeDefinition(options = {@Option("none"), @Option("starttls"), @Option("tls")})
    String security() default "starttls";

    @AttributeDefinition(required = false)
    String user();

    @AttributeDefinition(description = "A file with the password, readable by the manager only", required = false)
    String password_file();

    @AttributeDefinition(
            description = "A PEM file with certificates that are trusted besides those that Java trusts",
            required = false)
    String ca_file();

    @AttributeDefinition(description = "Sender's address on this route", required = false)
    String from();

    @AttributeDefinition(description = "The lowest is tried first", min = "0", max = "1000000")
    int order() default 100;
}
