package org.hinoban.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Takes any word as it is: behind an argument that nobody completes Karaf would complete nothing more. */
@Service
public final class AnyWordCompleter implements Completer {
    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        String typed = line.getCursorArgument();
        return typed == null || typed.isEmpty()
                ? -1
                : new StringsCompleter(List.of(typed)).complete(session, line, candidates);
    }
}
