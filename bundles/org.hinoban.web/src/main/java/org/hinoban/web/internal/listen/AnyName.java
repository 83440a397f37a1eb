package org.hinoban.web.internal.listen;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.util.component.Container;

/**
 * Answers by whatever name or address it is called over TLS. Whether the certificate is that of the name is for the caller
 * to judge; a server that refuses shows nobody why, and we ask ourselves by an address that no certificate names.
 */
final class AnyName implements Container.InheritedListener {
    @Override
    public void beanAdded(Container parent, Object bean) {
        if (bean instanceof HttpConfiguration.ConnectionFactory connections) {
            SecureRequestCustomizer secure =
                    connections.getHttpConfiguration().getCustomizer(SecureRequestCustomizer.class);
            if (secure != null) {
                secure.setSniHostCheck(false);
            }
        }
    }

    @Override
    public void beanRemoved(Container parent, Object bean) {
        // A connector that goes needs no care.
    }
}
