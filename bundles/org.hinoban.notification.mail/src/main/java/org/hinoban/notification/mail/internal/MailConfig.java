package org.hinoban.notification.mail.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Describes to tools what {@link Route#from} reads. */
@ObjectClassDefinition(pid = MailChannel.PID, name = "Hinoban mail", description = "What holds for all mail routes")
@interface MailConfig {
    @AttributeDefinition(
            description = "Sender's address; hinoban at this machine by default. Its host is in the ids of all mails",
            required = false)
    String from();
}
