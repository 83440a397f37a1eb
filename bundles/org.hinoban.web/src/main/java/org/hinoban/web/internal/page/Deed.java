package org.hinoban.web.internal.page;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that a button does: one form, sent by POST.
 *
 * @param url where the form goes
 * @param fields its hidden fields, in their order
 * @param confirm whether it asks first
 * @param destructive whether something ends or is lost
 */
public record Deed(
        String label, String url, Map<String, String> fields, Weight weight, boolean confirm, boolean destructive) {
    /** How much it stands out. */
    public enum Weight {
        MAIN(null),
        QUIET("quiet"),
        DANGER("danger");

        private final @Nullable String style;

        Weight(@Nullable String style) {
            this.style = style;
        }

        /** The class in the stylesheet; null for none. */
        public @Nullable String style() {
            return style;
        }
    }
}
