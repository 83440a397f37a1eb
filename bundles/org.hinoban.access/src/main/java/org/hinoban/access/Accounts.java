package org.hinoban.access;

import java.util.List;
import java.util.Optional;
import org.hinoban.api.menu.Role;
import org.osgi.annotation.versioning.ProviderType;

/** The people who may log in. */
@ProviderType
public interface Accounts {
    /** The pattern of a user ID. */
    String USER_PATTERN = "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}";

    /** The least length of a password, in characters. */
    int MIN_PASSWORD = 8;

    /** All, in the order of their user IDs. */
    List<Account> all();

    Optional<Account> find(String user);

    /** @throws IllegalArgumentException if the user ID is taken or not in the form, or the password too short */
    void add(String user, Role role, char[] password);

    /**
     * Sets a new password and ends the user's sessions.
     *
     * @throws IllegalArgumentException if there is no such user or the password is too short
     */
    void password(String user, char[] password);

    /** The password made up for {@code admin} in this run of the manager, the first; empty in all others or if it was given. */
    Optional<String> firstPassword();

    /** Somebody who may log in. */
    record Account(String user, Role role) {}
}
