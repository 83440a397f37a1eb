package org.hinoban.web.internal.door;

/** Where the manager is reached. */
public interface OwnAddress {
    /** What mails link to, without a slash at its end. */
    String url();

    /** Whether forwarded headers of a peer count. */
    boolean trusts(String peer);
}
