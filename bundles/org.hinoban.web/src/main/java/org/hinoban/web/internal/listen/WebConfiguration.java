package org.hinoban.web.internal.listen;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Describes {@code org.hinoban.web.cfg}. */
@ObjectClassDefinition(name = "Hinoban web", description = "Where the phone pages are served")
@interface WebConfiguration {
    @AttributeDefinition(description = "Address to listen on; anything but a loopback address is HTTPS only")
    String bind() default "127.0.0.1";

    @AttributeDefinition(min = "1", max = "65535")
    int port() default 8181;

    @AttributeDefinition(description = "What mails link to; the bound address if it is not given", required = false)
    String url() default "";

    @AttributeDefinition(
            description =
                    "Addresses of proxies whose forwarded headers count, or networks such as 10.0.0.0/8, separated by commas",
            required = false)
    String proxies() default "";

    @AttributeDefinition(description = "PEM file with the certificate chain", required = false)
    String tls_certificate() default "";

    @AttributeDefinition(description = "PEM file with the private key", required = false)
    String tls_key() default "";
}
