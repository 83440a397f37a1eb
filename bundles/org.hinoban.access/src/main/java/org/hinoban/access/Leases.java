package org.hinoban.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The exclusive right to operate a server, or everything where the setting {@code exclusive} is {@code site}. Times are
 * the database's. With {@code exclusive=off} each claim is granted, with a token all the same.
 */
@ProviderType
public interface Leases {
    /** A holder without a sign for this long may be taken over. */
    Duration IDLE = Duration.ofSeconds(60);

    /** An active holder who does not answer for this long grants. */
    Duration SILENCE = Duration.ofSeconds(20);

    /** Who holds the lease that covers a server now; empty if nobody does or the holder's session has ended. */
    Optional<Lease> of(String server);

    /** All that are held now. */
    List<Lease> held();

    /** Takes it if it is free or the session's own already. */
    Claim claim(String server, Session session);

    /** Asks the holder for it. The same session's second request changes nothing. */
    Claim ask(String server, Session session);

    /**
     * Takes it from a holder who is idle, or whom this session has asked and who kept silent, or who is the same person at
     * another phone; not while the holder runs something destructive.
     */
    Claim takeOver(String server, Session session);

    /** The holder's answer to who asked: grants it to that one, or refuses. Nothing if nobody asks or the session does not hold it. */
    void answer(String server, Session session, boolean grant);

    /** Gives it back. Nothing if the session does not hold it. */
    void release(String server, Session session);

    /** Says that a destructive action of the holder's begins or has ended: meanwhile nobody takes over. */
    void destructive(String server, Session session, boolean running);

    /** Whether the token is the newest of the server's and its lease still held by the session. */
    boolean holds(String server, Session session, long token);

    /** Calls back when somebody takes, asks for, refuses or gives back one; on a foreign thread: return at once. */
    Subscription onChange(Runnable listener);

    /** A listener's registration. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * The lease of a server.
     *
     * @param server the server, or {@code *} for the whole site
     * @param session the id of the holder's session
     * @param token only grows, over restarts too
     * @param idle since the holder's last request
     * @param asker the user ID of who asks for it; null if nobody does
     * @param unanswered since it was asked for; null if nobody asks
     * @param refused whether the holder has refused the asker
     */
    record Lease(
            String server,
            String user,
            String session,
            long token,
            Instant since,
            Duration idle,
            @Nullable String asker,
            @Nullable String askerSession,
            @Nullable Duration unanswered,
            boolean refused,
            boolean destructiveRunning) {
        /** Whether the session could take it over at once. */
        public boolean isFreeFor(Session session) {
            if (destructiveRunning) {
                return false;
            }
            return user.equals(session.user())
                    || idle.compareTo(IDLE) >= 0
                    || (session.id().equals(askerSession)
                            && !refused
                            && unanswered != null
                            && unanswered.compareTo(SILENCE) >= 0);
        }
    }

    /** What became of a claim. */
    sealed interface Claim {
        record Granted(long token) implements Claim {}

        record Held(Lease lease) implements Claim {}
    }
}
