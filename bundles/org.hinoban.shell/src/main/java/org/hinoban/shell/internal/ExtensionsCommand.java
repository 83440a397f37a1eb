package org.hinoban.shell.internal;

import java.util.Comparator;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.hinoban.navigation.Contribution;
import org.hinoban.navigation.Navigation;

/** Lists the contributions. */
@Service
@Command(
        scope = "hinoban",
        name = "extensions",
        description = "Lists what bundles contribute to the menu, and why something is not on it",
        detailedDescription = "classpath:/help/extensions.txt")
@SuppressWarnings("NullAway.Init")
public final class ExtensionsCommand extends ConsoleCommand {
    @Reference
    private Navigation navigation;

    @Override
    void perform() throws Exception {
        Listing listing = new Listing("No bundle contributes anything.", "path", "bundle", "refusal");
        navigation.contributions().stream()
                .sorted(Comparator.comparing(Contribution::path).thenComparing(Contribution::bundle))
                .forEach(one -> listing.row(one.path(), one.bundle(), one.refusal()));
        print(listing);
    }
}
