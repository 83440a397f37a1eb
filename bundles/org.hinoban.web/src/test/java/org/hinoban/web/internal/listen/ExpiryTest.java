package org.hinoban.web.internal.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.hinoban.api.notice.Notice;
import org.junit.jupiter.api.Test;

final class ExpiryTest {
    @Test
    void saysTwoWeeksAheadThatTheCertificateEndsAndAfterwardsThatItEnded() {
        Instant now = Instant.now();
        assertThat(Expiry.notice(now.plus(Duration.ofDays(15)))).isEmpty();
        assertThat(Expiry.notice(now.plus(Duration.ofDays(13))))
                .hasValueSatisfying(notice -> assertThat(key(notice)).isEqualTo("web.expires"));
        assertThat(Expiry.notice(now.minus(Duration.ofDays(1))))
                .hasValueSatisfying(notice -> assertThat(key(notice)).isEqualTo("web.expired"));
        assertThat(Expiry.notice(now)).map(Notice::urgent).contains(true);
    }

    private static String key(Notice notice) {
        return notice.text().key();
    }
}
