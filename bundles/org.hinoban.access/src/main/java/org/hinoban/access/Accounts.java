package org.hinoban.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hinoban.api.menu.Role;
import org.jspecify.annotations.Nullable;
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

    /** @throws AccountException if the user ID is taken or not in the form, or the password too short */
    void add(String user, Role role, char[] password);

    /**
     * Sets a new password and ends the user's sessions.
     *
     * @throws AccountException if there is no such user or the password is too short
     */
    void password(String user, char[] password);

    /**
     * Changes the role and ends the user's sessions.
     *
     * @throws AccountException if there is no such user, or nobody else could administer any more
     */
    void role(String user, Role role);

    /**
     * Lets somebody log in no more, and ends the user's sessions; or lets somebody log in again.
     *
     * @throws AccountException if there is no such user, or nobody else could administer any more
     */
    void lock(String user, boolean locked);

    /** The password made up for {@code admin} in this run of the manager, the first; empty in all others or if it was given. */
    Optional<String> firstPassword();

    /**
     * Somebody who may log in.
     *
     * @param locked whether the account is locked: then its password does not help
     * @param lastLogin null before the first one
     */
    record Account(
            String user,
            Role role,
            boolean locked,
            @Nullable Instant lastLogin) {}
}
