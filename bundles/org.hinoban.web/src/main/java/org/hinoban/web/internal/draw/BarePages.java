package org.hinoban.web.internal.draw;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.hinoban.web.internal.page.Frame;
import org.hinoban.web.internal.page.Words;

/** The page for a request of which nothing but its failure is known: no visitor, no session. */
public final class BarePages {
    private BarePages() {}

    /** The page, or the error for a program. */
    public static byte[] error(int status, Asked asked, String reference) {
        return error(status, words -> words.get(message(status)), asked, reference);
    }

    /**
     * The same for a manager whose database is away: status 503.
     *
     * @param message what is wrong with it, in the reader's words
     */
    public static byte[] withoutDatabase(Function<Words, String> message, Asked asked, String reference) {
        return error(503, message, asked, reference);
    }

    private static byte[] error(int status, Function<Words, String> said, Asked asked, String reference) {
        String language = asked.acceptLanguage();
        Words words = Words.of(language != null && language.startsWith("ja") ? Locale.JAPANESE : Locale.ENGLISH);
        String message = said.apply(words);
        if (asked.wantsJson()) {
            return Json.error(status, message, reference);
        }
        return Html.draw(ProblemPage.of(words, status, message, reference, asked.target()), frame(words));
    }

    private static Frame frame(Words words) {
        return new Frame(words, null, "", List.of(), List.of(), List.of(), "", "");
    }

    private static String message(int status) {
        return switch (status) {
            case 403 -> "problem.403";
            case 404 -> "problem.404";
            case 405 -> "problem.method";
            case 413 -> "problem.form";
            case 503 -> "problem.starting";
            default -> status < 500 ? "problem.400" : "problem.500";
        };
    }
}
