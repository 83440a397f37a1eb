package org.hinoban.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hinoban.audit.AuditLog.Deed;
import org.hinoban.audit.AuditLog.Entry;
import org.hinoban.store.DatabaseException;
import org.hinoban.store.testing.DatabaseOnFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredAuditLogTest {
    @TempDir
    Path folder;

    private DatabaseOnFile file;
    private StoredAuditLog audit;

    @BeforeEach
    void open() {
        file = DatabaseOnFile.open(folder.resolve("hinoban.db"));
        audit = new StoredAuditLog(file.of("org.hinoban.audit", StoredAuditLog.class));
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Test
    void keepsDeedsOverARestartNewestFirst() {
        Instant before = Instant.now().minusMillis(2);
        audit.record(deed("login"));
        audit.record(deed("/servers/web01/software/service/webshop/restart"));
        close();
        open();

        assertThat(audit.latest(Long.MAX_VALUE, "", 10))
                .extracting(entry -> entry.deed().what())
                .containsExactly("/servers/web01/software/service/webshop/restart", "login");
        assertThat(audit.latest(Long.MAX_VALUE, "", 10).get(0).deed())
                .isEqualTo(deed("/servers/web01/software/service/webshop/restart"));
        assertThat(audit.latest(Long.MAX_VALUE, "", 10).get(1).at()).isAfter(before);
        assertThat(audit.latest(Long.MAX_VALUE, "", 1)).hasSize(1);
    }

    @Test
    void losesNoDeedOfSeveralPeopleAtOnce() throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(4);
        List<Callable<Void>> deeds = IntStream.range(0, 40)
                .<Callable<Void>>mapToObj(i -> () -> {
                    audit.record(deed("deed" + i));
                    return null;
                })
                .toList();
        for (Future<Void> one : people.invokeAll(deeds)) {
            one.get(20, TimeUnit.SECONDS);
        }
        people.shutdown();

        assertThat(audit.latest(Long.MAX_VALUE, "", 1000)).hasSize(40);
    }

    @Test
    void cutsWhatIsTooLongAndTakesOutControlCharacters() {
        audit.record(new Deed("a\nb", "c".repeat(500), "x".repeat(3000), "", "", "done"));

        Deed kept = audit.latest(Long.MAX_VALUE, "", 1).get(0).deed();
        assertThat(kept.user()).isEqualTo("a b");
        assertThat(kept.client()).hasSize(200);
        assertThat(kept.what()).hasSize(2000);
    }

    @Test
    void forgetsWhatIsOldAndGoesOnCounting() {
        audit.record(deed("old"));
        file.setClock(now -> now + Duration.ofDays(2).toMillis());
        audit.record(deed("young"));

        assertThat(audit.forget(Duration.ofDays(1))).isEqualTo(1);
        assertThat(audit.forget(Duration.ofDays(1))).isZero();

        audit.record(deed("next"));
        assertThat(audit.latest(Long.MAX_VALUE, "", 10))
                .extracting(Entry::number)
                .containsExactly(3L, 2L);
    }

    @Test
    void saysThatADeedCouldNotBeWritten() {
        file.setAway(true);
        assertThatThrownBy(() -> audit.record(deed("login"))).isInstanceOf(DatabaseException.class);
        assertThat(audit.notices()).hasSize(1);
    }

    private static Deed deed(String what) {
        return new Deed("yamada", "127.0.0.1", what, "web01", "a1", "done");
    }
}
