package org.hinoban.access;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Login and what follows from it. Opaque, server-side, stored, so that they outlive a restart of the manager. */
@ProviderType
public interface Sessions {
    /**
     * Tries a user ID and a password. Takes as long for an unknown user as for a wrong password. Wrong ones are slowed
     * down by user and by client address, without ever locking somebody out.
     *
     * @param client the address that the request came from
     */
    Login login(String user, char[] password, String client, @Nullable Locale language);

    /** The session of a secret, and the sign that its owner is here: without script each request is the heartbeat. */
    Optional<Session> find(String secret);

    /** As {@link #find}, but no sign of the owner: for what an open page asks for by itself. */
    Optional<Session> peek(String secret);

    void logout(Session session);

    /**
     * Gives the session's user a new password. All other sessions of the user end. Wrong old ones are slowed down as at
     * login.
     *
     * @return why not; empty if it was done
     * @throws AccountException if the new password is too short
     */
    Optional<Login> renewPassword(Session session, char[] old, char[] renewed, String client);

    void language(Session session, Locale language);

    /** The user IDs of those who are logged in and whose last request is not older than the idle limit, each once, sorted. */
    List<String> loggedIn();

    /** To whom the login page shows {@link #loggedIn()}. */
    Show showLoggedIn();

    /** The setting {@code login.show}. */
    enum Show {
        ALWAYS,
        /** Only in a browser in which somebody has logged in before. */
        KNOWN_DEVICES,
        NEVER
    }

    /** What became of a login. */
    sealed interface Login {
        /** @param secret 256 random bits in base64url; only its hash is stored */
        record LoggedIn(String secret, Session session) implements Login {}

        /** A wrong user or password; which of them is not told. */
        record Wrong() implements Login {}

        /** Too many wrong ones: not even tried. */
        record TooEarly(Duration remaining) implements Login {}
    }
}
