package org.hinoban.navigation;

import org.hinoban.access.Session;

/**
 * Who asks.
 *
 * @param client the address that the request came from
 */
public record Visitor(Session session, String client) {}
