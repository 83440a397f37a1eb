package org.hinoban.web.internal.servlet;

import org.hinoban.navigation.Outcome;
import org.hinoban.web.internal.door.Reply;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.page.Words;

/** Tells a visitor why something could not be shown or done. */
public final class Problems {
    private Problems() {}

    public static Reply.Problem notFound(Visit visit) {
        return new Reply.Problem(404, "not-found", visit.words().get("problem.404"), "");
    }

    public static Reply.Problem forbidden(Visit visit) {
        return new Reply.Problem(403, "forbidden", visit.words().get("problem.403"), "");
    }

    /** @throws IllegalArgumentException if the outcome is no problem */
    static Reply.Problem of(Visit visit, Outcome outcome) {
        Words words = visit.words();
        if (outcome instanceof Outcome.NotFound missing) {
            return new Reply.Problem(404, "not-found", visit.reader().say(missing.reason()), "");
        }
        if (outcome instanceof Outcome.Forbidden) {
            return forbidden(visit);
        }
        if (outcome instanceof Outcome.Refused refused) {
            return new Reply.Problem(409, "refused", visit.reader().say(refused.reason()), "");
        }
        if (outcome instanceof Outcome.Unanswered unanswered) {
            return new Reply.Problem(504, "timeout", visit.reader().say(unanswered.reason()), unanswered.reference());
        }
        if (outcome instanceof Outcome.TimedOut late) {
            return new Reply.Problem(
                    504,
                    "timeout",
                    words.get("problem.late", late.bundle(), visit.reader().span(late.patience())),
                    late.reference());
        }
        if (outcome instanceof Outcome.Busy busy) {
            return new Reply.Problem(503, "busy", words.get("problem.busy", busy.bundle()), busy.reference());
        }
        if (outcome instanceof Outcome.Broken broken) {
            return new Reply.Problem(500, "broken", words.get("problem.broken", broken.bundle()), broken.reference());
        }
        throw new IllegalArgumentException("No problem: " + outcome);
    }
}
