package org.hinoban.notification.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.hinoban.configuration.BadValueException;
import org.hinoban.configuration.Values;
import org.junit.jupiter.api.Test;

final class MemberTest {
    @Test
    void needsAnAddressAlone() throws Exception {
        Member member = Member.read(values(Map.of("address", "night1@example.org")));

        assertThat(member.recipient().channel()).isEqualTo("mail");
        assertThat(member.recipient().language()).isEqualTo(Locale.ENGLISH);
        assertThat(member.recipient().zone()).isEqualTo(ZoneId.systemDefault());
        assertThat(member.user()).isEqualTo("night1");
        assertThatThrownBy(() -> Member.read(values(Map.of()))).isInstanceOf(BadValueException.class);
    }

    @Test
    void isToldInEnglishRatherThanNotAtAll() throws Exception {
        Values values = values(Map.of("address", "night1@example.org", "language", "xx", "zone", "Moon/Crater"));

        assertThatThrownBy(() -> Member.read(values)).isInstanceOf(BadValueException.class);
        assertThat(Member.readReachable(values).recipient().language()).isEqualTo(Locale.ENGLISH);
    }

    private static Values values(Map<String, String> raw) {
        return new Values("night1", "night1.cfg", raw);
    }
}
