package org.hinoban.navigation.internal;

import java.time.Duration;
import java.util.List;
import org.hinoban.api.measure.Measure;
import org.hinoban.api.measure.Measure.Sample;
import org.hinoban.api.measure.Tally;
import org.hinoban.api.measure.Timings;
import org.hinoban.navigation.Execution.Stage;

/** Times what bundles contributed and counts what became of actions, so that no bundle has to do so itself. */
final class Measures {
    private final Timings calls = new Timings(
            "hinoban_handler_duration_seconds",
            "How long the handlers of a bundle took, waiting for one of its threads included.",
            "bundle",
            "call",
            "outcome");
    private final Tally actions =
            new Tally("hinoban_actions_total", "Actions that were begun, by what became of them.", "bundle", "outcome");

    /** What a bundle is called for. */
    enum Call {
        OPEN("open"),
        PERFORM("perform"),
        LOOK("look");

        private final String word;

        Call(String word) {
            this.word = word;
        }
    }

    void called(String bundle, Call call, String outcome, Duration took) {
        calls.took(took, bundle, call.word, outcome);
    }

    /** An action has come to its end. */
    void ended(String bundle, Stage stage) {
        actions.count(
                bundle,
                switch (stage) {
                    // Uncertain is what a course was that has no end: nobody sees it become so.
                    case RUNNING, VERIFYING, UNCERTAIN -> throw new IllegalArgumentException("No end: " + stage);
                    case DONE -> "done";
                    case VERIFIED -> "verified";
                    case STILL_ABNORMAL -> "still_abnormal";
                    case REFUSED -> "refused";
                    case FAILED -> "failed";
                });
    }

    List<Measure> measures(Workers workers) {
        return List.of(
                calls.measure(),
                actions.measure(),
                Measure.gauge(
                        "hinoban_handler_threads_stuck",
                        "Threads of a bundle that work on something that nobody waits for any more.",
                        workers.stuck().entrySet().stream()
                                .map(crew -> Sample.of("bundle", crew.getKey(), crew.getValue()))
                                .toList()));
    }
}
