package org.hinoban.web.internal.page;

/**
 * A way to another page of the manager.
 *
 * @param language that its label is in; empty for the page's own
 */
public record Link(String label, String href, String language) {
    public Link(String label, String href) {
        this(label, href, "");
    }
}
