package org.hinoban.shell.internal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.hinoban.api.server.ManagedServer;
import org.hinoban.api.server.Servers;
import org.hinoban.drill.Drills;
import org.hinoban.drill.Drills.Order;
import org.hinoban.drill.Drills.RefusedException;
import org.hinoban.drill.Report;
import org.hinoban.drill.Step;
import org.jspecify.annotations.Nullable;

/** Holds a drill and says how long each step took. */
@Service
@Command(
        scope = "hinoban",
        name = "drill",
        description = "Sends a practice fault, marked as a drill, through the whole chain and times each step",
        detailedDescription = "classpath:/help/drill.txt")
@SuppressWarnings("NullAway.Init")
public final class DrillCommand extends ConsoleCommand {
    @Reference
    private Drills drills;

    @Reference
    private Servers servers;

    @Option(name = "--recipient", description = "The name of the only one to be told; everybody without it")
    @Completion(RecipientCompleter.class)
    private @Nullable String recipient;

    @Option(
            name = "--wait",
            description = "How many seconds the practice fault stays for somebody to repair it, 0 to 600",
            valueToShowInHelp = "0")
    private @Nullable String wait;

    @Argument(
            index = 0,
            name = "server",
            description = "The id of the server that pretends to have a fault; not needed where there is only one",
            multiValued = true)
    @Completion(ServerCompleter.class)
    private @Nullable List<String> rest;

    @Override
    void perform() throws Exception {
        Trailing trailing = behind(rest);
        String named = trailing.value("--recipient");
        String seconds = trailing.value("--wait");
        String wanted = trailing.word();
        trailing.end();
        Order order = new Order(
                wanted == null ? only() : ServerCompleter.find(servers, wanted).id(),
                Optional.ofNullable(named == null ? recipient : named),
                practice(seconds == null ? wait : seconds),
                user());
        try {
            tell(drills.hold(order, this::show));
        } catch (RefusedException e) {
            throw ProblemException.refused(String.valueOf(e.getMessage()));
        }
    }

    private String only() {
        List<ManagedServer> all = servers.all();
        if (all.size() != 1) {
            throw new IllegalArgumentException("Which server? There is "
                    + String.join(", ", all.stream().map(ManagedServer::id).toList()));
        }
        return all.get(0).id();
    }

    private static Duration practice(@Nullable String seconds) {
        if (seconds == null) {
            return Duration.ZERO;
        }
        if (!seconds.matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException("--wait takes a number of seconds, not " + seconds);
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    /** Each step at once: a drill with time to practise takes long. */
    private void show(Step step) {
        if (json()) {
            return;
        }
        Duration took = step.took();
        String line = Columns.pad(word(step.name()), 10)
                + Columns.pad(took == null ? "-" : seconds(took), 10)
                + (step.recipient().isEmpty() ? "" : step.recipient() + "  ")
                + step.detail();
        Columns.wrap(line, width()).forEach(out()::println);
        out().flush();
    }

    private void tell(Report report) throws ProblemException {
        Duration told = report.told();
        String verdict = told == null
                ? "Drill " + report.number() + " failed: " + report.advice()
                : report.passed()
                        ? "Drill " + report.number() + " passed: everybody was told within " + seconds(told) + "."
                        : "Drill " + report.number() + " failed after everybody was told: " + report.advice();
        if (!report.passed()) {
            throw ProblemException.told(String.join("\n", Columns.wrap(verdict, width())), json(report));
        }
        out().println(json() ? json(report) : verdict);
    }

    private static String json(Report report) {
        Step.Name failed = report.failed();
        return JsonText.object(json -> {
            JsonText.member(json, "result", report.passed() ? "passed" : "failed");
            JsonText.member(json, "drill", report.number());
            JsonText.member(json, "server", report.server());
            JsonText.member(json, "incident", report.incident());
            JsonText.member(json, "seconds", number(report.told()));
            JsonText.member(json, "failed", failed == null ? null : word(failed));
            JsonText.member(json, "advice", report.advice());
            json.writeArrayFieldStart("steps");
            for (Step step : report.steps()) {
                json.writeStartObject();
                JsonText.member(json, "step", word(step.name()));
                JsonText.member(json, "recipient", step.recipient());
                JsonText.member(json, "seconds", number(step.took()));
                JsonText.member(json, "detail", step.detail());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static String word(Step.Name name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Double number(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis() / 1000.0;
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f s", duration.toMillis() / 1000.0);
    }
}
