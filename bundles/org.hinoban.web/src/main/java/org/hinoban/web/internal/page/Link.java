package org.hinoban.web.internal.page;

/** A way to another page of the manager. */
public record Link(String label, String href) {}
