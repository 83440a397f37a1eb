package org.hinoban.web.internal.administration;

import java.util.function.Function;
import org.hinoban.access.AccountException.Reason;
import org.hinoban.access.Accounts;
import org.hinoban.web.internal.door.Reply;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.page.Page;
import org.hinoban.web.internal.page.Words;

/** Says why an account cannot be as somebody wants it. */
final class Refusals {
    private Refusals() {}

    /** To a program in a word, to a person on the page that the form was on. */
    static Reply reply(Visit visit, int status, String message, Function<String, Page> page) {
        return visit.json()
                ? new Reply.Answer(status, "refused", message, null, "")
                : new Reply.Show(status, page.apply(message));
    }

    static String say(Words words, Reason reason) {
        return switch (reason) {
            case USER_FORM -> words.get("refusal.user.form");
            case USER_TAKEN -> words.get("refusal.user.taken");
            case USER_UNKNOWN -> words.get("refusal.user.unknown");
            case PASSWORD_LENGTH -> words.get("refusal.password", Accounts.MIN_PASSWORD);
            case LAST_ADMIN -> words.get("refusal.admin");
        };
    }
}
