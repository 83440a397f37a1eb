package org.hinoban.notification.mail.internal;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hinoban.api.notice.Notice;
import org.hinoban.api.notice.NoticeSource;
import org.hinoban.api.notification.Channel;
import org.hinoban.api.notification.DeliveryException;
import org.hinoban.api.notification.Message;
import org.hinoban.api.notification.NotificationChannel;
import org.hinoban.api.notification.PathDownException;
import org.hinoban.api.notification.Recipient;
import org.hinoban.api.notification.UnansweredException;
import org.hinoban.api.text.Text;
import org.hinoban.configuration.Configurations;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Notifies by mail: over the configured routes in their order until one takes it. */
@Component(
        immediate = true,
        service = {NotificationChannel.class, NoticeSource.class, SynchronousConfigurationListener.class})
@Channel("mail")
public final class MailChannel implements NotificationChannel, NoticeSource, SynchronousConfigurationListener {
    static final String PID = "org.hinoban.notification.mail";
    static final String ROUTE_PID = "org.hinoban.notification.mail.route";

    private static final String NO_ROUTE = "No mail route is configured";

    private final String ownHost = ownHost();
    private final Smtp smtp = new Smtp(ownHost);
    private final Health health = new Health();
    private final Configurations<Optional<InternetAddress>> senders;
    private final Configurations<Route> routes;

    private final WayOut wayOut;

    @Activate
    public MailChannel(BundleContext context, @Reference ConfigurationAdmin admin) {
        this(admin, data(context));
    }

    /** @param data a folder for what must outlast a restart */
    public MailChannel(ConfigurationAdmin admin, Path data) {
        this(new Configurations<>(admin, PID, Route::from), new Configurations<>(admin, ROUTE_PID, Route::read), data);
    }

    MailChannel(Configurations<Optional<InternetAddress>> senders, Configurations<Route> routes, Path data) {
        this.senders = senders;
        this.routes = routes;
        this.wayOut = new WayOut(data.resolve("leads-out"));
    }

    /** In the data folder of the manager; without one, in the bundle's own. */
    private static Path data(BundleContext context) {
        String folder = context.getProperty("hinoban.data");
        return folder == null
                ? context.getDataFile("mail").toPath()
                : Path.of(folder).resolve("notification.mail");
    }

    @Deactivate
    void stop() {
        smtp.close();
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        senders.changed(event);
        // before and after: one may be there for a moment only
        usable();
        routes.changed(event);
        usable();
    }

    @Override
    public String send(Message message, Recipient recipient) throws DeliveryException, InterruptedException {
        InternetAddress to = address(recipient.address());
        InternetAddress sender = sender();
        String idHost = sender.getAddress().substring(sender.getAddress().indexOf('@') + 1);
        List<String> answers = new ArrayList<>();
        boolean pathIsDown = true;
        boolean unanswered = false;
        for (Route route : health.order(usable())) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            try {
                String answer = smtp.send(
                        route, message, route.from().map(MailChannel::named).orElse(sender), to, idHost);
                health.worked(route);
                return route.builtIn() ? answer + " (kept in /mailbox, sent nowhere else)" : answer;
            } catch (RouteException e) {
                health.failed(route, e);
                answers.add(route.name() + ": " + e.getMessage());
                unanswered |= e.isUnanswered();
                pathIsDown &= e.cause() != RouteException.Cause.MAIL;
            }
        }
        String answer = answers.isEmpty() ? NO_ROUTE : String.join("; ", answers);
        if (unanswered) {
            throw new UnansweredException(answer, pathIsDown);
        }
        throw pathIsDown ? new PathDownException(answer) : new DeliveryException(answer, false);
    }

    /** One route that answers is enough: the others are tried only when it does not. */
    @Override
    public String check() throws DeliveryException, InterruptedException {
        InternetAddress sender = sender();
        List<String> answers = new ArrayList<>();
        for (Route route : health.order(usable())) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            try {
                smtp.check(route, sender);
                health.worked(route);
                return route.name() + " answers" + (route.builtIn() ? " (kept in /mailbox, sent nowhere else)" : "");
            } catch (RouteException e) {
                health.failed(route, e);
                answers.add(route.name() + ": " + e.getMessage());
            }
        }
        throw new PathDownException(answers.isEmpty() ? NO_ROUTE : String.join("; ", answers));
    }

    @Override
    public List<Notice> notices() {
        List<Route> usable = usable();
        List<Notice> notices = new ArrayList<>(health.notices(usable));
        if (usable.isEmpty()) {
            notices.add(new Notice(noRoute(), true));
        }
        if (usable.stream().anyMatch(Route::builtIn)) {
            notices.add(new Notice(
                    Text.of(
                            Health.BUNDLE,
                            "builtin",
                            "Mails stay in the mailbox of this manager: no other mail route is configured."),
                    false));
        }
        for (Route route : usable) {
            route.passwordFile().filter(MailChannel::isOpen).ifPresent(file -> notices.add(openPassword(route, file)));
        }
        if (usable.stream().anyMatch(route -> !route.builtIn() && route.from().isEmpty())
                && configuredSender().isEmpty()) {
            notices.add(new Notice(
                    Text.of(
                            Health.BUNDLE,
                            "sender",
                            "Mails come from {0}, which mail servers may refuse: set from in {1}.cfg.",
                            "hinoban@" + ownHost,
                            PID),
                    false));
        }
        notices.addAll(routes.notices());
        notices.addAll(senders.notices());
        return notices;
    }

    private Text noRoute() {
        return routes.values().isEmpty()
                ? Text.of(Health.BUNDLE, "none", "No mail can be sent: no mail route is configured.")
                : Text.of(
                        Health.BUNDLE,
                        "none.left",
                        "No mail can be sent: the mail routes were taken away, and mails wait for another one. If none is"
                                + " to come, delete {0}: then they stay in the mailbox of this manager.",
                        wayOut.file());
    }

    /**
     * In their order; the built-in ones only if there never was another, for what they take goes no further: when the
     * last real one is taken away, mails wait for the next.
     */
    private List<Route> usable() {
        List<Route> all = routes.values().values().stream().sorted(Route.ORDER).toList();
        List<Route> real = all.stream().filter(route -> !route.builtIn()).toList();
        if (!real.isEmpty()) {
            wayOut.found();
        }
        return wayOut.isKnown() ? real : all;
    }

    private Optional<InternetAddress> configuredSender() {
        return senders.values().values().stream().findFirst().flatMap(from -> from);
    }

    private InternetAddress sender() throws DeliveryException {
        Optional<InternetAddress> configured = configuredSender();
        return named(configured.isPresent() ? configured.get() : address("hinoban@" + ownHost));
    }

    private static InternetAddress address(String address) throws DeliveryException {
        try {
            return new InternetAddress(address, true);
        } catch (AddressException e) {
            throw new DeliveryException("Not a mail address: " + address, true, e);
        }
    }

    private static InternetAddress named(InternetAddress address) {
        if (address.getPersonal() != null) {
            return address;
        }
        try {
            return new InternetAddress(address.getAddress(), "Hinoban", StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Notice openPassword(Route route, Path file) {
        return new Notice(
                Text.of(
                        Health.BUNDLE,
                        "password.open",
                        "The password file {0} of mail route {1} can be read by others: chmod 600 {0}",
                        file,
                        route.name()),
                true);
    }

    private static boolean isOpen(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            return permissions.stream()
                    .anyMatch(permission -> !permission.name().startsWith("OWNER_"));
        } catch (IOException e) {
            // then it cannot be read at all, which the next mail says
            return false;
        }
    }

    private static String ownHost() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?") ? name : "localhost";
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
