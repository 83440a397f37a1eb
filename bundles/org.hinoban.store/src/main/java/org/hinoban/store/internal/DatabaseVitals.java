package org.hinoban.store.internal;

import java.util.List;
import java.util.Optional;
import org.hinoban.api.health.Finding;
import org.hinoban.api.health.HealthCheck;
import org.hinoban.api.health.HealthPart;
import org.hinoban.api.measure.Measure;
import org.hinoban.api.measure.MeasureSource;
import org.hinoban.api.notice.Notice;
import org.hinoban.api.text.Text;
import org.hinoban.store.DatabaseException;
import org.hinoban.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether the database answers, and what it has to do. */
@Component
@HealthPart(name = "database")
public final class DatabaseVitals implements HealthCheck, MeasureSource {
    private final Transactions transactions;
    private final Health health;

    @Activate
    public DatabaseVitals(@Reference Transactions transactions, @Reference Health health) {
        this.transactions = transactions;
        this.health = health;
    }

    @Override
    public Finding check() {
        try {
            transactions.read(Sql::now);
        } catch (DatabaseException e) {
            return Finding.broken(trouble()
                    .orElseGet(() -> Text.of(Health.BUNDLE, "health.error", "It does not answer; see the log")));
        }
        // a full database can be read all the same
        return trouble()
                .map(Finding::broken)
                .orElseGet(() -> Finding.sound(Text.of(Health.BUNDLE, "health.answers", "It answers")));
    }

    private Optional<Text> trouble() {
        return health.notices().stream().map(Notice::text).findFirst();
    }

    @Override
    public List<Measure> measures() {
        return transactions.load().measures();
    }
}
