package org.hinoban.access;

import java.time.Instant;
import java.util.Locale;
import org.hinoban.api.menu.Role;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is logged in.
 *
 * @param id names the session in logs and leases; not the secret by which it is found
 * @param csrf the token that each of its forms carries
 * @param language the chosen one; null as long as none was chosen
 */
public record Session(
        String id,
        String user,
        Role role,
        String csrf,
        @Nullable Locale language,
        Instant since) {}
