package org.hinoban.api.server;

import java.time.Instant;
import org.hinoban.api.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * A part of a server with its state.
 *
 * @param label what it is, in a few words
 * @param detail what matters now, such as the use of a filesystem; empty if there is nothing to say
 * @param since when it came into this state, as far as known
 */
public record Component(
        ComponentPath path,
        Text label,
        Text detail,
        State state,
        @Nullable Instant since) {}
