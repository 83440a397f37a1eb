package org.hinoban.web.internal.listen;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hinoban.api.notice.Notice;
import org.hinoban.api.notice.NoticeSource;
import org.hinoban.api.text.Text;
import org.hinoban.configuration.BadValueException;
import org.hinoban.configuration.Configurations;
import org.hinoban.configuration.Values;
import org.hinoban.delivery.PublicAddress;
import org.hinoban.delivery.PublicCertificate;
import org.hinoban.web.internal.door.OwnAddress;
import org.hinoban.web.internal.listen.Certificates.Store;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the HTTP server where to listen and how: loopback is HTTP, everything else HTTPS only. */
@Component(
        service = {
            OwnAddress.class,
            PublicAddress.class,
            PublicCertificate.class,
            NoticeSource.class,
            SynchronousConfigurationListener.class,
            Listening.class
        },
        immediate = true,
        configurationPid = Listening.PID,
        configurationPolicy = ConfigurationPolicy.IGNORE)
@Designate(ocd = WebConfiguration.class)
public final class Listening
        implements OwnAddress, PublicAddress, PublicCertificate, NoticeSource, SynchronousConfigurationListener {
    static final String PID = "org.hinoban.web";

    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
    private static final String SERVER_PID = "org.ops4j.pax.web";

    private final ConfigurationAdmin admin;
    private final Certificates certificates;
    private final UnaryOperator<@Nullable String> environment;
    private final Configurations<WebSettings> configurations;

    private volatile WebSettings settings = WebSettings.DEFAULTS;
    private volatile @Nullable Notice addressNotice;
    private volatile @Nullable Notice certificateNotice;
    private volatile @Nullable Served served;

    /** Whether the server was told once where to listen; guarded by this. */
    private boolean told;

    @Activate
    public Listening(@Reference ConfigurationAdmin admin, BundleContext context) {
        this.admin = admin;
        String data = context.getProperty("hinoban.data");
        this.certificates =
                new Certificates(Path.of(data == null ? "data" : data).resolve("tls"));
        this.environment = context::getProperty;
        this.configurations = new Configurations<>(
                admin,
                PID,
                values -> WebSettings.read(values, environment),
                values -> WebSettings.best(values, environment));
        apply();
    }

    /** What is configured now; without any file the environment alone counts. */
    static WebSettings current(
            Configurations<WebSettings> configurations, UnaryOperator<@Nullable String> environment) {
        Optional<WebSettings> configured =
                configurations.values().values().stream().findFirst();
        if (configured.isPresent()) {
            return configured.get();
        }
        try {
            return WebSettings.best(new Values(PID, PID, Map.of()), environment);
        } catch (BadValueException e) {
            throw new IllegalStateException("The defaults can be used", e);
        }
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        if (configurations.changed(event)) {
            apply();
        }
    }

    @Override
    public String url() {
        WebSettings now = settings;
        return now.url().isEmpty() ? Addresses.url(now.bind(), now.port(), now.isLoopback()) : now.url();
    }

    @Override
    public URI uri() {
        return URI.create(url());
    }

    @Override
    public boolean trusts(String peer) {
        return settings.proxies().stream().anyMatch(proxies -> proxies.holds(peer));
    }

    @Override
    public List<Notice> notices() {
        List<Notice> notices = new ArrayList<>(configurations.notices());
        Stream.of(addressNotice, certificateNotice).flatMap(Stream::ofNullable).forEach(notices::add);
        Served now = served;
        if (now != null) {
            Expiry.notice(now.chain().get(0).getNotAfter().toInstant()).ifPresent(notices::add);
        }
        return notices;
    }

    @Override
    public Optional<Served> served() {
        return Optional.ofNullable(served);
    }

    @Override
    public synchronized Served renew() throws IOException, GeneralSecurityException {
        WebSettings now = settings;
        if (now.isLoopback()) {
            throw new GeneralSecurityException("Pages are served on loopback, without a certificate");
        }
        if (now.certificate() == null) {
            certificates.renewed(url());
        }
        serve(secure(now), now);
        return Objects.requireNonNull(served);
    }

    WebSettings settings() {
        return settings;
    }

    private synchronized void apply() {
        WebSettings next = current(configurations, environment);
        WebSettings before = settings;
        if (told && !isFree(next, before)) {
            return;
        }
        settings = next;
        try {
            serve(next.isLoopback() ? plain(next) : secure(next), next);
        } catch (IOException | GeneralSecurityException e) {
            if (!told && !Ready.wasSaid()) {
                LOG.error("Certificate or key cannot be used: {}. The start ends", e.getMessage());
                RefusedStart.forCertificate(String.valueOf(e.getMessage()));
                return;
            }
            settings = before;
            certificateNotice = unusable("tls.certificate", e);
            LOG.error("Certificate or key cannot be used: {}. What was served before stays", e.getMessage());
        }
    }

    /** Where the pages cannot be had, they stay where they are. At the start the launcher has looked. */
    private boolean isFree(WebSettings next, WebSettings now) {
        try {
            next.probe(now);
            addressNotice = null;
            return true;
        } catch (IOException e) {
            String setting = next.port() == now.port() ? "bind" : "port";
            addressNotice = unusable(setting, e);
            LOG.error(
                    "Pages cannot be served at {} port {}: {}. They stay where they are",
                    next.bind(),
                    next.port(),
                    e.getMessage());
            return false;
        }
    }

    private static Notice unusable(String setting, Exception reason) {
        return new Notice(
                Text.of(
                        PID,
                        "web.bad",
                        "Setting {0} of org.hinoban.web is not usable: {1}. The last good one stays.",
                        setting,
                        String.valueOf(reason.getMessage())),
                true);
    }

    private void serve(Map<String, Object> server, WebSettings next) throws IOException {
        told = true;
        Configuration configuration = admin.getConfiguration(SERVER_PID, null);
        if (configuration.updateIfDifferent(FrameworkUtil.asDictionary(server))) {
            LOG.info("Pages are served at {} port {}", next.bind(), next.port());
        }
    }

    private Map<String, Object> plain(WebSettings next) {
        certificateNotice = null;
        served = null;
        Map<String, Object> server = common(next);
        server.put("org.osgi.service.http.enabled", "true");
        server.put("org.osgi.service.http.port", Integer.toString(next.port()));
        server.put("org.osgi.service.http.secure.enabled", "false");
        return server;
    }

    private Map<String, Object> secure(WebSettings next) throws IOException, GeneralSecurityException {
        Path certificate = next.certificate();
        Path key = next.key();
        Store store;
        if (certificate != null && key != null) {
            store = certificates.of(certificate, key);
            served = new Served(Certificates.chain(store), false, certificate);
            certificateNotice = null;
        } else {
            store = certificates.selfSigned(url());
            served = new Served(Certificates.chain(store), true, store.file());
            certificateNotice = new Notice(
                    Text.of(
                            PID,
                            "web.selfsigned",
                            "The certificate is self-signed: phones warn until it is installed on them or a real"
                                    + " one is configured."),
                    false);
        }
        Map<String, Object> server = common(next);
        server.put("org.osgi.service.http.enabled", "false");
        server.put("org.osgi.service.http.secure.enabled", "true");
        server.put("org.osgi.service.http.port.secure", Integer.toString(next.port()));
        server.put("org.ops4j.pax.web.ssl.keystore", store.file().toString());
        server.put("org.ops4j.pax.web.ssl.keystore.type", "PKCS12");
        server.put("org.ops4j.pax.web.ssl.keystore.password", store.password());
        server.put("org.ops4j.pax.web.ssl.key.password", store.password());
        server.put("org.ops4j.pax.web.ssl.protocols.included", "TLSv1.2,TLSv1.3");
        return server;
    }

    private static Map<String, Object> common(WebSettings next) {
        Map<String, Object> server = new HashMap<>();
        server.put("org.ops4j.pax.web.listening.addresses", next.bind());
        server.put("org.ops4j.pax.web.server.showStacks", "false");
        return server;
    }
}
