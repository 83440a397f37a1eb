package org.hinoban.notification.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hinoban.api.fault.Kind;
import org.hinoban.api.notice.Notice;
import org.hinoban.api.notice.NoticeSource;
import org.hinoban.api.notification.DeliveryException;
import org.hinoban.api.notification.Message;
import org.hinoban.api.notification.NotificationChannel;
import org.hinoban.api.notification.Recipient;
import org.hinoban.api.text.LogReference;
import org.hinoban.api.text.Text;
import org.hinoban.configuration.Configurations;
import org.hinoban.delivery.Deliveries;
import org.hinoban.incident.EventLog;
import org.hinoban.incident.Incident;
import org.hinoban.incident.Incidents;
import org.hinoban.store.Aging;
import org.hinoban.store.Database;
import org.hinoban.store.DatabaseException;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.osgi.service.cm.SynchronousConfigurationListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the people on duty what the event log says. */
@Component(
        immediate = true,
        service = {
            Notifier.class,
            Deliveries.class,
            NoticeSource.class,
            SynchronousConfigurationListener.class,
            Aging.class
        })
public final class Notifier implements Deliveries, NoticeSource, SynchronousConfigurationListener, Aging, Desk {
    static final String PID = "org.hinoban.notification";
    static final String RECIPIENT_PID = "org.hinoban.notification.recipient";

    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final List<String> PARAMETERS = List.of("recipient", "channel", "seconds", "answer");
    private static final Kind ACCEPTED = new Kind(PID, "delivery.accepted", PARAMETERS);
    private static final Kind ABANDONED = new Kind(PID, "delivery.abandoned", PARAMETERS);
    private static final int REMEMBERED = 200;
    private static final int WORTH_A_NOTICE = 3;
    private static final int SHOWN_ANSWER = 200;

    private final Configurations<Member> members;
    private final Configurations<Limits> limits;
    private final EventLog events;
    private final Incidents incidents;
    private final Channels channels;
    private final Writer writer;
    private final Links links;
    private final Outbox outbox;
    private final Dispatcher dispatcher;
    private final EventLog.Subscription subscription;

    /** What the last settled message to a recipient was refused with; the recipient is absent if it was accepted. */
    private final Map<String, String> refused = new ConcurrentHashMap<>();

    /** Whether that was read from the outbox. Only the dispatcher's thread looks. */
    private boolean remembered;

    @Activate
    public Notifier(
            @Reference ConfigurationAdmin admin,
            @Reference Database database,
            @Reference EventLog events,
            @Reference Incidents incidents,
            @Reference Channels channels,
            @Reference Writer writer,
            @Reference Links links) {
        this(
                new Configurations<>(admin, RECIPIENT_PID, Member::read, Member::readReachable),
                new Configurations<>(admin, PID, Limits::read),
                database,
                events,
                incidents,
                channels,
                writer,
                links);
    }

    Notifier(
            Configurations<Member> members,
            Configurations<Limits> limits,
            Database database,
            EventLog events,
            Incidents incidents,
            Channels channels,
            Writer writer,
            Links links) {
        this.members = members;
        this.limits = limits;
        this.events = events;
        this.incidents = incidents;
        this.channels = channels;
        this.writer = writer;
        this.links = links;
        this.outbox = new Outbox(database);
        Router router = new Router(events, incidents, outbox, writer, this::members);
        this.dispatcher = new Dispatcher(
                outbox,
                () -> {
                    remember();
                    router.readOn();
                },
                this);
        dispatcher.start();
        channels.onArrival(dispatcher::wake);
        this.subscription = events.onAppend(dispatcher::wake);
        dispatcher.wake();
    }

    @Deactivate
    void stop() {
        subscription.close();
        dispatcher.close();
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Outbox outbox() {
        return outbox;
    }

    @Override
    public void configurationEvent(ConfigurationEvent event) {
        limits.changed(event);
        if (members.changed(event)) {
            dispatcher.wake();
        }
    }

    @Override
    public int forget(Duration age) {
        events.needsNoMore(PID, outbox.needless());
        // one that is over since a moment ago has an end that is still to be told
        Instant before = Instant.now().minus(age);
        return outbox.forget(
                age,
                id -> incidents
                        .find(id)
                        .map(incident -> incident.recovered() != null
                                && incident.recovered().isBefore(before))
                        .orElse(true));
    }

    @Override
    public List<Recipient> recipients() {
        return members().stream().map(Member::recipient).toList();
    }

    @Override
    public List<Delivery> latest(int max) {
        return outbox.latest(max).stream().map(Row::delivery).toList();
    }

    @Override
    public List<Delivery> of(String incident) {
        return outbox.of(incident).stream().map(Row::delivery).toList();
    }

    @Override
    public String linkTrouble(String address) {
        return links.trouble(address);
    }

    @Override
    public String test(String channel, String address) throws DeliveryException, InterruptedException {
        Member member = members().stream()
                .filter(known -> known.recipient().address().equalsIgnoreCase(address))
                .findFirst()
                .orElseGet(() -> new Member(
                        new Recipient(address, channel, address, Locale.ENGLISH, ZoneId.systemDefault()),
                        address,
                        "-"));
        Message message = writer.test(UUID.randomUUID().toString(), member);
        NotificationChannel means = installed(channel);
        Recipient recipient = new Recipient(
                member.recipient().name(),
                channel,
                address,
                member.recipient().language(),
                member.recipient().zone());
        FutureTask<String> task = new FutureTask<>(() -> means.send(message, recipient));
        Thread thread = new Thread(task, "hinoban-notification-test");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(Dispatcher.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new DeliveryException("No answer within " + Dispatcher.PATIENCE.toSeconds() + " s", false, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DeliveryException refusal) {
                throw refusal;
            }
            throw new DeliveryException("The channel " + channel + " failed: " + e.getCause(), false, e);
        } finally {
            task.cancel(true);
        }
    }

    @Override
    public Optional<String> channel(String recipient) {
        return member(recipient).map(member -> member.recipient().channel());
    }

    @Override
    public boolean isConfigured(String recipient) {
        return members.isThere(recipient);
    }

    @Override
    public boolean isThere(String channel) {
        return channels.find(channel).isPresent();
    }

    @Override
    public String send(Row row) throws DeliveryException, InterruptedException {
        Member member = member(row.recipient())
                .orElseThrow(() -> new DeliveryException("The recipient is not configured any more", false));
        Incident incident = incidents
                .find(row.incident())
                .orElseThrow(() -> new DeliveryException("The incident is not known any more", true));
        List<String> others = outbox.of(row.incident()).stream()
                .map(Row::recipient)
                .distinct()
                .filter(name -> !name.equals(row.recipient()))
                .toList();
        Message message = writer.write(new Writer.Matter(row, incident, member, others, limits()));
        return installed(member.recipient().channel()).send(message, member.recipient());
    }

    @Override
    public void accepted(Row row, long at, String answer) {
        refused.remove(row.recipient());
        note(row, "mail-" + row.id(), ACCEPTED, at, cut(answer));
    }

    @Override
    public void abandoned(Row row, long at, String answer) {
        LOG.atWarn()
                .addKeyValue(LogReference.KEY, row.reference())
                .log("A message to {} was given up: {}", row.recipient(), answer);
        if (member(row.recipient()).isPresent()) {
            refused.put(row.recipient(), answer);
        }
        note(row, "mail-" + row.id(), ABANDONED, at, cut(answer) + " [" + row.reference() + "]");
    }

    private void note(Row row, String key, Kind kind, long at, String answer) {
        try {
            incidents.note(
                    row.incident(),
                    key,
                    kind,
                    Map.of(
                            "recipient",
                            row.recipient(),
                            "channel",
                            channel(row.recipient()).orElse("-"),
                            "seconds",
                            seconds(Duration.ofMillis(Math.max(0, at - row.created()))),
                            "answer",
                            answer),
                    Instant.ofEpochMilli(at));
        } catch (DatabaseException e) {
            LOG.warn(
                    "The timeline of incident {} does not say that {} was told: {}",
                    row.incident(),
                    row.recipient(),
                    e.getMessage());
        }
    }

    private static String cut(String answer) {
        return answer.length() <= SHOWN_ANSWER ? answer : answer.substring(0, SHOWN_ANSWER);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }

    @Override
    public Limits limits() {
        return limits.values().values().stream().findFirst().orElse(Limits.DEFAULT);
    }

    @Override
    public List<Notice> notices() {
        List<Notice> notices = new ArrayList<>();
        Collection<Member> all = members();
        if (all.isEmpty()) {
            notices.add(notice(false, "nobody", "Nobody is told of faults: no recipient is configured."));
        }
        for (Member member : all) {
            Recipient recipient = member.recipient();
            if (!isThere(recipient.channel())) {
                notices.add(notice(
                        true,
                        "channel.missing",
                        "Recipient {0} is told by {1}, and nothing that can do that is installed.",
                        recipient.name(),
                        recipient.channel()));
            }
            String answer = refused.get(recipient.name());
            if (answer != null) {
                notices.add(notice(
                        true, "abandoned", "A message to {0} was refused for good: {1}", recipient.name(), answer));
            }
        }
        dispatcher.waiting().stream()
                .filter(row -> row.attempts() >= WORTH_A_NOTICE)
                .forEach(row -> notices.add(notice(
                        true,
                        "waiting",
                        "A message to {0} has been waiting since {1}: {2}",
                        row.recipient(),
                        Instant.ofEpochMilli(row.created()),
                        row.answer())));
        if (all.stream().anyMatch(member -> Links.isOutside(member.recipient().address())) && links.areLoopback()) {
            notices.add(notice(
                    false,
                    "link.loopback",
                    "Links in messages lead to {0}, which only this machine itself reaches. Start with HINOBAN_URL,"
                            + " or set url in org.hinoban.web.cfg.",
                    links.base()));
        }
        notices.addAll(members.notices());
        notices.addAll(limits.notices());
        return notices;
    }

    private static Notice notice(boolean urgent, String key, String english, Object... arguments) {
        return new Notice(Text.of(PID, key, english, arguments), urgent);
    }

    private NotificationChannel installed(String channel) throws DeliveryException {
        return channels.find(channel)
                .orElseThrow(() -> new DeliveryException("No channel " + channel + " is installed", false));
    }

    private Collection<Member> members() {
        return members.values().values();
    }

    private Optional<Member> member(String recipient) {
        return Optional.ofNullable(members.values().get(recipient));
    }

    /** Who was refused last, from the latest rows, as soon as the database answers. */
    private void remember() {
        if (remembered) {
            return;
        }
        List<Row> latest = outbox.latest(REMEMBERED);
        for (int i = latest.size() - 1; i >= 0; i--) {
            Row row = latest.get(i);
            if (row.state().equals(Row.ABANDONED)) {
                refused.put(row.recipient(), row.answer());
            } else if (row.state().equals(Row.ACCEPTED)) {
                refused.remove(row.recipient());
            }
        }
        remembered = true;
    }
}
