package org.hinoban.web.internal.listen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneCodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8181", "http://localhost:8181", "http://[::1]:8181"})
    void saysWhereNoPhoneGets(String url) {
        assertThat(new PhoneCode(url).drawn()).contains("█", "a phone needs HINOBAN_BIND and HINOBAN_URL");
    }

    @Test
    void isAllThatIsDrawnWhereAPhoneGets() {
        assertThat(new PhoneCode("https://manager.example.org:8181").drawn()).matches("(?:[ ▄▀█]+\n)+");
    }
}
