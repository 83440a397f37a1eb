package org.hinoban.navigation;

/**
 * Something that a bundle registered for the menu.
 *
 * @param refusal why it is not on the menu; empty if it is
 */
public record Contribution(String path, String bundle, String refusal) {}
