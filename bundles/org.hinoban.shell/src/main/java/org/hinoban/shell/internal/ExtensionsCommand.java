package org.hinoban.shell.internal;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.hinoban.navigation.Navigation;
import org.jspecify.annotations.Nullable;

/** Lists the contributions. */
@Service
@Command(
        scope = "hinoban",
        name = "extensions",
        description = "Lists what bundles contribute to the menu, and why something is not on it")
@SuppressWarnings("NullAway.Init")
public final class ExtensionsCommand implements Action {
    @Reference
    private Navigation navigation;

    @Reference
    private Session session;

    @Option(name = "--json", description = "Prints JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        Listing listing = new Listing("path", "bundle", "refusal");
        navigation.contributions().forEach(one -> listing.row(one.path(), one.bundle(), one.refusal()));
        listing.print(session.getConsole(), json);
        return null;
    }
}
