package org.hinoban.store.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Describes to tools what {@link Retention#read} reads. */
@ObjectClassDefinition(pid = Retention.PID, name = "Hinoban store", description = "For how long the past is kept")
@interface StoreConfig {
    @AttributeDefinition(
            description = "For how many days incidents that are over, who was told of them, what was done and the audit"
                    + " log are kept",
            min = "1",
            max = "36500")
    int keep_days() default 400;
}
