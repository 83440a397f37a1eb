package org.hinoban.web.internal.servlet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hinoban.delivery.Deliveries;
import org.hinoban.delivery.Deliveries.Delivery;
import org.hinoban.incident.Incident;
import org.hinoban.incident.Incidents;
import org.hinoban.navigation.Execution;
import org.hinoban.navigation.Navigation;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.page.Part;
import org.hinoban.web.internal.page.Words;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** From the fault to its verified repair, in its stretches; and who was told by mail. */
@Component(service = Stopwatch.class)
public final class Stopwatch {
    private final Incidents incidents;
    private final Navigation navigation;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Deliveries deliveries;

    @Activate
    public Stopwatch(@Reference Incidents incidents, @Reference Navigation navigation) {
        this.incidents = incidents;
        this.navigation = navigation;
    }

    /** As {@link #Stopwatch(Incidents, Navigation)}, with deliveries that stay. */
    public Stopwatch(Incidents incidents, Navigation navigation, @Nullable Deliveries deliveries) {
        this(incidents, navigation);
        this.deliveries = deliveries;
    }

    /** The stretches that are known; empty as long as the incident is not repaired. */
    Optional<Part> of(Visit visit, String id) {
        Optional<Incident> incident = incidents.find(id);
        Optional<Execution> repair = navigation.repair(id);
        if (incident.isEmpty() || repair.isEmpty()) {
            return Optional.empty();
        }
        Instant repaired = repair.get().normalSince();
        if (repaired == null || repair.get().stage() != Execution.Stage.VERIFIED) {
            return Optional.empty();
        }
        Words words = visit.words();
        Instant fault = incident.get().occurred();
        Instant mail = firstAccepted(id);
        Instant opened = Openings.first(incidents.timeline(incident.get()), id).orElse(null);
        List<Part.Line> lines = new ArrayList<>();
        stretch(visit, lines, words.get("stopwatch.mail"), fault, mail);
        stretch(visit, lines, words.get("stopwatch.opened"), mail, opened);
        stretch(visit, lines, words.get("stopwatch.repaired"), opened, repaired);
        stretch(visit, lines, words.get("stopwatch.all"), fault, repaired);
        return Optional.of(new Part.Facts(words.get("stopwatch.title"), lines));
    }

    /** Who was told of what by mail, and when the mail server took it. */
    List<Part.Line> mails(Visit visit, String incident) {
        return of(incident).stream()
                .map(delivery ->
                        new Part.Line(visit.words().get("mail.to", delivery.recipient()), state(visit, delivery)))
                .toList();
    }

    /** Who was told of the recovery. */
    List<Part> told(Visit visit, String incident) {
        List<String> names = of(incident).stream()
                .filter(delivery -> delivery.what().equals("recovered") && delivery.accepted() != null)
                .map(Delivery::recipient)
                .distinct()
                .toList();
        return names.isEmpty()
                ? List.of()
                : List.of(Part.Prose.soft(visit.words().get("mail.told", String.join(", ", names))));
    }

    private static String state(Visit visit, Delivery delivery) {
        Words words = visit.words();
        String what = words.get(
                switch (delivery.what()) {
                    case "acknowledged" -> "mail.what.acknowledged";
                    case "recovered" -> "mail.what.recovered";
                    case "opened-and-recovered" -> "mail.what.both";
                    default -> "mail.what.opened";
                });
        Instant accepted = delivery.accepted();
        if (accepted != null) {
            return words.get("mail.accepted", what, visit.reader().clock(accepted));
        }
        return words.get(delivery.abandoned() ? "mail.abandoned" : "mail.waiting", what, delivery.answer());
    }

    private @Nullable Instant firstAccepted(String incident) {
        return of(incident).stream()
                .map(Delivery::accepted)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private List<Delivery> of(String incident) {
        Deliveries present = deliveries;
        return present == null ? List.of() : present.of(incident);
    }

    private static void stretch(
            Visit visit, List<Part.Line> lines, String label, @Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && !to.isBefore(from)) {
            lines.add(new Part.Line(label, visit.reader().span(Duration.between(from, to))));
        }
    }
}
