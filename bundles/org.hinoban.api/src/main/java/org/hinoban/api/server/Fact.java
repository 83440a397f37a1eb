package org.hinoban.api.server;

import org.hinoban.api.text.Text;

/** One thing known of a component or a server. */
public record Fact(Text label, Text value) {}
