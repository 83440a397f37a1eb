package org.hinoban.notification.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Describes to tools what {@link Member} reads. */
@ObjectClassDefinition(
        factoryPid = Notifier.RECIPIENT_PID,
        name = "Hinoban recipient",
        description = "A person who is told of faults")
@interface RecipientConfig {
    @AttributeDefinition(description = "Where, in the form that the channel knows: a mail address")
    String address();

    @AttributeDefinition(options = {@Option(label = "English", value = "en"), @Option(label = "日本語", value = "ja")})
    String language() default "en";

    @AttributeDefinition(description = "How: the name of an installed channel")
    String channel() default "mail";

    @AttributeDefinition(
            description = "Time zone such as Asia/Tokyo; that of this machine by default",
            required = false)
    String zone();

    @AttributeDefinition(
            description =
                    "User ID of this person, who is not told what they did themselves; the recipient's name by default",
            required = false)
    String user();
}
