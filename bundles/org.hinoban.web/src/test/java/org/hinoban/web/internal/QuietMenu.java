package org.hinoban.web.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hinoban.api.menu.Role;
import org.hinoban.navigation.Contribution;
import org.hinoban.navigation.Execution;
import org.hinoban.navigation.MenuItem;
import org.hinoban.navigation.Navigation;
import org.hinoban.navigation.Outcome;
import org.hinoban.navigation.Trouble;
import org.hinoban.navigation.Visitor;

/** A menu of which most pages need nothing; one bundle on it is no good. */
abstract class QuietMenu implements Navigation {
    @Override
    public List<MenuItem> site(Role role) {
        return List.of();
    }

    @Override
    public Optional<Outcome.NotFound> gone(Visitor visitor, String server, String path) {
        return Optional.empty();
    }

    @Override
    public Optional<Execution> repair(String incident) {
        return Optional.empty();
    }

    @Override
    public List<Trouble> troubles() {
        return List.of(new Trouble("org.example.evil", Trouble.Sort.TIMED_OUT, 3, "/evil", Instant.now(), "abc123"));
    }

    @Override
    public Map<String, Integer> stuckThreads() {
        return Map.of("org.example.evil", 2);
    }

    @Override
    public List<Contribution> contributions() {
        return List.of(new Contribution("/evil", "org.example.evil", "the path is taken"));
    }
}
