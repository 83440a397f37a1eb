package org.hinoban.itests.losses;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.hinoban.itests.tools.Mail;

/**
 * What the recipients have. A second mail with the id of an earlier one counts as a duplicate and tells nothing: many
 * mail servers show it to nobody.
 */
final class Ledger {
    /** A mail that was on its way at the kill may be read a little later. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);

    private final List<String> recipients;
    /** Guarded by this, as is all that follows; by recipient and message id. */
    private final Map<String, List<Mail>> copies = new LinkedHashMap<>();

    private final Map<String, Set<String>> incidents = new HashMap<>();
    private final List<Instant> kills = new ArrayList<>();
    /** When each service last died or came back. */
    private final Map<String, Instant> changes = new HashMap<>();

    private Instant start = Instant.now();
    private Duration longestWait = Duration.ZERO;
    private int mails;

    /** What one message tells. */
    private enum Told {
        OPENING,
        END,
        BOTH,
        ELSE
    }

    Ledger(List<String> recipients) {
        this.recipients = List.copyOf(recipients);
    }

    synchronized void add(Mail mail, String service) {
        copies.computeIfAbsent(mail.to() + " " + mail.messageId(), key -> new ArrayList<>())
                .add(mail);
        incidents.computeIfAbsent(service, key -> new HashSet<>()).add(incident(mail));
        mails++;
        if (changes.getOrDefault(service, start).isBefore(start)) {
            Duration waited = Duration.between(start, mail.arrived());
            longestWait = waited.compareTo(longestWait) > 0 ? waited : longestWait;
        }
        notifyAll();
    }

    /** A service has just died or come back. */
    synchronized void changed(String service) {
        changes.put(service, Instant.now());
    }

    /** A manager is about to be started: what is out before it is ready has not waited for it. */
    synchronized void starting() {
        start = Instant.MAX;
    }

    /** A manager is ready. */
    synchronized void ready() {
        start = Instant.now();
    }

    /** The longest time from when a manager was ready to a mail about something that had happened before. */
    synchronized Duration longestWait() {
        return longestWait;
    }

    synchronized void killed() {
        kills.add(Instant.now());
    }

    synchronized int kills() {
        return kills.size();
    }

    synchronized Set<String> incidents(String service) {
        return Set.copyOf(incidents.getOrDefault(service, Set.of()));
    }

    /**
     * Waits until so many recipients know that a service is down, by an incident that was not known before.
     *
     * @return the incident
     */
    String awaitOpening(String service, Set<String> before, int howMany, Duration patience)
            throws InterruptedException, LostException {
        return await(
                () -> incidents(service).stream()
                        .filter(incident -> !before.contains(incident))
                        .filter(incident -> knowing(incident, Told.OPENING).size() >= howMany)
                        .findFirst(),
                patience,
                () -> "The opening of " + service + " is known to " + known(service, before));
    }

    /** Waits until every recipient knows that an incident is over. */
    void awaitEnd(String incident, Duration patience) throws InterruptedException, LostException {
        await(
                () -> knowing(incident, Told.OPENING).size() == recipients.size()
                                && knowing(incident, Told.END).size() == recipients.size()
                        ? Optional.of(incident)
                        : Optional.empty(),
                patience,
                () -> "The opening of " + incident + " is known to " + knowing(incident, Told.OPENING) + ", its end to "
                        + knowing(incident, Told.END));
    }

    private synchronized <T> T await(Supplier<Optional<T>> condition, Duration patience, Supplier<String> otherwise)
            throws InterruptedException, LostException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<T> found = condition.get();
            if (found.isPresent()) {
                return found.get();
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new LostException(otherwise.get() + " after " + patience);
            }
            wait(left);
        }
    }

    private String known(String service, Set<String> before) {
        return incidents(service).stream()
                .filter(incident -> !before.contains(incident))
                .map(incident -> knowing(incident, Told.OPENING).toString())
                .toList()
                .toString();
    }

    /** Who knows of the opening or the end. */
    private synchronized Set<String> knowing(String incident, Told what) {
        Set<String> knowing = new HashSet<>();
        for (List<Mail> each : copies.values()) {
            Mail first = each.get(0);
            Told told = told(first);
            if ((told == what || told == Told.BOTH) && incident(first).equals(incident)) {
                knowing.add(first.to());
            }
        }
        return knowing;
    }

    synchronized int openings() {
        return incidents.values().stream().mapToInt(Set::size).sum();
    }

    synchronized int mails() {
        return mails;
    }

    /** Copies beyond the first. */
    synchronized int duplicates() {
        return mails - copies.size();
    }

    /** Everything that should not be. */
    synchronized List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        Map<String, List<String>> ids = new HashMap<>();
        for (List<Mail> each : copies.values()) {
            Mail first = each.get(0);
            if (told(first) != Told.ELSE) {
                String key = first.to() + " is told of " + incident(first) + ": ";
                ids.computeIfAbsent(key + (told(first) == Told.END ? "its end" : "its opening"), k -> new ArrayList<>())
                        .add(first.messageId());
            }
            for (int i = 1; i < each.size(); i++) {
                complain(each.get(i - 1), each.get(i)).ifPresent(complaints::add);
            }
        }
        ids.forEach((what, messageIds) -> {
            if (messageIds.size() > 1) {
                complaints.add(what + " with several ids, " + messageIds);
            }
        });
        return complaints;
    }

    /** A copy is excused by a kill between it and the one before. */
    private Optional<String> complain(Mail before, Mail copy) {
        boolean excused = kills.stream()
                .anyMatch(kill -> before.arrived().isBefore(kill.plus(ON_ITS_WAY))
                        && copy.arrived().isAfter(kill));
        return excused
                ? Optional.empty()
                : Optional.of(copy.to() + " has " + copy.messageId() + " twice although nothing was killed between "
                        + before.arrived() + " and " + copy.arrived());
    }

    private static Told told(Mail mail) {
        String lead = mail.text().strip().lines().findFirst().orElse("");
        if (lead.startsWith("Recovered: ")) {
            return Told.END;
        }
        return lead.endsWith(", recovered") ? Told.BOTH : lead.contains(" has it: ") ? Told.ELSE : Told.OPENING;
    }

    private static String incident(Mail mail) {
        String link = mail.link().toString();
        return link.substring(link.lastIndexOf('/') + 1);
    }
}
