package org.hinoban.health.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Describes to tools what {@link Settings#read} reads. */
@ObjectClassDefinition(pid = Watch.BUNDLE, name = "Hinoban health", description = "Who watches the manager itself")
@interface HealthConfig {
    @AttributeDefinition(
            description = "A URL, http or https, that is fetched as long as faults can be noticed and told",
            required = false)
    String deadman_url();

    @AttributeDefinition(description = "Seconds between two signs of life", min = "1", max = "3600")
    int deadman_seconds() default 60;

    @AttributeDefinition(
            description = "A file, readable by the manager only, with the token that /metrics can be read with"
                    + " from elsewhere than this machine",
            required = false)
    String metrics_token_file();
}
