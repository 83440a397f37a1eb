package org.hinoban.configuration;

import org.hinoban.api.text.Text;

/** A configured value cannot be used. */
public class BadValueException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Text text;

    /** @param text which file and key, what stands there and what should */
    public BadValueException(Text text) {
        super(text.english());
        this.text = text;
    }

    public Text text() {
        return text;
    }
}
