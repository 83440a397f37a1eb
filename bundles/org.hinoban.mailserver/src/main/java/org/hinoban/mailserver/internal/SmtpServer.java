package org.hinoban.mailserver.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hinoban.store.DatabaseException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.helper.BasicMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/**
 * Takes mail on a free port of the loopback interface, and as long as it does there is a mail route of the name
 * {@code builtin}.
 */
@Component(service = {})
public final class SmtpServer {
    static final int MAX_BYTES = 256 * 1024;
    static final String ROUTE_PID = "org.hinoban.notification.mail.route";

    private static final Logger LOG = LoggerFactory.getLogger(SmtpServer.class);
    private static final int MAX_CONNECTIONS = 20;
    private static final int MAX_RECIPIENTS = 50;
    private static final int IDLE_SECONDS = 30;

    private final SMTPServer server;
    private final Configuration route;

    @Activate
    public SmtpServer(@Reference Mails mails, @Reference ConfigurationAdmin configurations) throws IOException {
        server = start(mails);
        route = configurations.getFactoryConfiguration(ROUTE_PID, "builtin", "?");
        route.update(properties(server.getPortAllocated()));
        LOG.info("The built-in mail server listens on 127.0.0.1, port {}", server.getPortAllocated());
    }

    @Deactivate
    void stop() throws IOException {
        try {
            route.delete();
        } catch (IllegalStateException e) {
            LOG.debug("Somebody else deleted the route before", e);
        }
        server.stop();
    }

    static SMTPServer start(Mails mails) {
        BasicMessageListener listener = (context, from, to, data) -> {
            try {
                mails.keep(List.of(to), Letter.of(data));
            } catch (DatabaseException e) {
                // the store has said why, and the sender says that its mail waits
                LOG.debug("A mail to {} could not be kept; its sender is told to try again", to, e);
                throw new RejectException(451, "4.3.0 It cannot be stored now, try again later");
            }
        };
        SMTPServer server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .softwareName("Hinoban")
                .maxConnections(MAX_CONNECTIONS)
                .maxRecipients(MAX_RECIPIENTS)
                .maxMessageSize(MAX_BYTES)
                .connectionTimeout(IDLE_SECONDS, TimeUnit.SECONDS)
                .messageHandler(listener)
                .build();
        server.start();
        return server;
    }

    @SuppressWarnings("JdkObsolete") // what the configuration admin takes
    private static Hashtable<String, Object> properties(int port) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("host", "127.0.0.1");
        properties.put("port", port);
        properties.put("security", "none");
        properties.put("builtin", true);
        return properties;
    }
}
