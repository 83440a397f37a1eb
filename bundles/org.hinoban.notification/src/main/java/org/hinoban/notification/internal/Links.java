package org.hinoban.notification.internal;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import org.hinoban.delivery.PublicAddress;
import org.hinoban.store.Database;
import org.hinoban.store.DatabaseException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where links lead: to {@code hinoban.url} if the launcher was told one, else to where the pages say that they are, or
 * were when they last were there.
 */
@Component(service = Links.class)
public final class Links {
    private static final Logger LOG = LoggerFactory.getLogger(Links.class);
    private static final String URL = "hinoban.url";
    private static final String PORT = "hinoban.port";
    private static final String DEFAULT_PORT = "8181";

    private final Database database;
    private final @Nullable String told;
    private final boolean portIsTold;
    private final String loopback;

    private volatile @Nullable PublicAddress pages;
    private volatile @Nullable String last;

    @Activate
    public Links(@Reference Database database, BundleContext context) {
        this(database, context.getProperty(URL), context.getProperty(PORT));
    }

    Links(Database database, @Nullable String url, @Nullable String port) {
        this.database = database;
        this.told = url == null || url.isBlank() ? null : usable(url.strip());
        this.portIsTold = port != null && !port.isBlank();
        this.loopback = "http://127.0.0.1:" + (port == null || port.isBlank() ? DEFAULT_PORT : port.strip());
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setPages(PublicAddress pages) {
        this.pages = pages;
    }

    void unsetPages(PublicAddress pages) {
        if (this.pages == pages) {
            base();
            this.pages = null;
        }
    }

    /** Without a slash at its end. */
    String base() {
        PublicAddress now = pages;
        String base = told != null ? told : now != null ? remember(now.uri().toString()) : remembered();
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    /** Why the links will not work for who reads mail at that address; empty if they will. */
    String trouble(String address) {
        String base = base();
        if (!isLoopback(base) || !isOutside(address)) {
            return "";
        }
        return "Links lead to " + base + ", which only this machine itself reaches, so they will not work on the phone"
                + " of " + address + ". Start with HINOBAN_URL, or set url in org.hinoban.web.cfg, to an address that"
                + " phones reach.";
    }

    boolean areLoopback() {
        return isLoopback(base());
    }

    /** Whether mail to it is read elsewhere than on this machine. */
    static boolean isOutside(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1).strip().toLowerCase(Locale.ROOT);
        return domain.contains(".") && !domain.endsWith(".localhost") && !domain.endsWith(".localdomain");
    }

    private static boolean isLoopback(String base) {
        String host = URI.create(base).getHost();
        if (host == null || host.equals("localhost") || host.endsWith(".localhost")) {
            return true;
        }
        // a name is not looked up: that could take long, and whoever gives a name means one for others
        if (!host.matches("[0-9.]+") && !host.startsWith("[")) {
            return false;
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static @Nullable String usable(String url) {
        try {
            if (URI.create(url).getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            LOG.debug("Not a URL", e);
        }
        LOG.error("{} = {} is not a URL with a host; links lead to where the pages say that they are", URL, url);
        return null;
    }

    private String remember(String uri) {
        if (!uri.equals(last)) {
            try {
                database.write(sql -> sql.update("UPDATE notification_address SET uri = ? WHERE id = 1", uri) == 1
                        ? 1
                        : sql.update("INSERT INTO notification_address (id, uri) VALUES (1, ?)", uri));
                last = uri;
            } catch (DatabaseException e) {
                LOG.warn("The address of the pages is stored later: {}", e.getMessage());
            }
        }
        return uri;
    }

    private String remembered() {
        String known = last;
        if (known == null) {
            known = database.read(sql ->
                            sql.first("SELECT uri FROM notification_address WHERE id = 1", row -> row.getString("uri")))
                    .orElse(loopback);
            last = known;
        }
        // the pages of this machine are on the port of this start
        return portIsTold && isLoopback(known) ? loopback : known;
    }
}
