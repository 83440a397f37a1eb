package org.hinoban.web.internal.servlet;

import org.hinoban.navigation.Outcome;
import org.hinoban.web.internal.door.Reply;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.page.Words;

/** Tells a visitor why something could not be shown or done. */
public final class Problems {
    private Problems() {}

    public static Reply.Problem notFound(Visit visit) {
        return new Reply.Problem(404, visit.words().get("problem.404"), "");
    }

    public static Reply.Problem forbidden(Visit visit) {
        return new Reply.Problem(403, visit.words().get("problem.403"), "");
    }

    /** @throws IllegalArgumentException if the outcome is no problem */
    static Reply.Problem of(Visit visit, Outcome outcome) {
        Words words = visit.words();
        if (outcome instanceof Outcome.NotFound missing) {
            return new Reply.Problem(404, visit.reader().say(missing.reason()), "");
        }
        if (outcome instanceof Outcome.Forbidden) {
            return forbidden(visit);
        }
        if (outcome instanceof Outcome.Refused refused) {
            return new Reply.Problem(409, visit.reader().say(refused.reason()), "");
        }
        if (outcome instanceof Outcome.Unanswered unanswered) {
            return new Reply.Problem(504, visit.reader().say(unanswered.reason()), unanswered.reference());
        }
        if (outcome instanceof Outcome.TimedOut late) {
            return new Reply.Problem(
                    504,
                    words.get("problem.late", late.bundle(), visit.reader().span(late.patience())),
                    late.reference());
        }
        if (outcome instanceof Outcome.Busy busy) {
            return new Reply.Problem(503, words.get("problem.busy", busy.bundle()), busy.reference());
        }
        if (outcome instanceof Outcome.Broken broken) {
            return new Reply.Problem(500, words.get("problem.broken", broken.bundle()), broken.reference());
        }
        throw new IllegalArgumentException("No problem: " + outcome);
    }
}
