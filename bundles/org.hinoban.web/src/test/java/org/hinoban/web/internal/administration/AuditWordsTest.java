package org.hinoban.web.internal.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hinoban.web.internal.page.Words;
import org.junit.jupiter.api.Test;

/** What is written down in words of ours is read in the reader's. */
class AuditWordsTest {
    private static final Path BUNDLES = Path.of("..");
    private static final Pattern DEED = Pattern.compile("(?s)\\b(?:AuditLog\\.)?Deed\\((.*?)\\);");
    private static final Pattern WORD = Pattern.compile("\"([a-z][a-z-]*)[ \"]");
    private static final List<Pattern> HANDED_ON = List.of(
            Pattern.compile("(?s)\\b(?:tell\\(\\(\\) ->|withPassword\\()[^;]*?\"([a-z-]+)\","),
            Pattern.compile("\\brecord\\(audit, \"([a-z-]+)"),
            Pattern.compile("\\bwhat = \"([a-z-]+)"));

    @Test
    void everyWordOfTheAuditLogHasItsTextInBothLanguages() throws IOException {
        Set<String> written = new TreeSet<>();
        try (Stream<Path> files = Files.walk(BUNDLES)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".java"))
                    .filter(it -> it.toString().contains("/src/main/java/"))
                    .toList()) {
                read(Files.readString(file), written);
            }
        }
        assertThat(written)
                .contains("login", "acknowledge", "lease-", "operator-", "operator-add", "drill", "tls", "backup")
                .contains("database-move", "restore", "logout", "password");
        for (Locale language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            Words words = Words.of(language);
            assertThat(written)
                    .filteredOn(word -> !word.endsWith("-"))
                    .allSatisfy(word -> assertThat(
                                    words.find("audit.what." + word).or(() -> words.find("audit.result." + word)))
                            .as("%s in %s", word, language)
                            .isPresent());
            for (String verb : List.of("ask", "take", "release", "grant", "refuse")) {
                assertThat(words.find("audit.what.lease-" + verb)).as(verb).isPresent();
            }
            for (String verb : List.of("add", "role", "password", "lock", "unlock")) {
                assertThat(words.find("audit.what.operator-" + verb)).as(verb).isPresent();
            }
        }
    }

    private static void read(String source, Set<String> written) {
        if (source.contains("org.hinoban.audit.AuditLog;") || source.contains("org.hinoban.audit.AuditLog.Deed;")) {
            boolean plain = source.contains("import org.hinoban.audit.AuditLog.Deed;");
            for (Matcher deed = DEED.matcher(source); deed.find(); ) {
                if (plain || deed.group().startsWith("AuditLog.")) {
                    WORD.matcher(deed.group(1)).results().forEach(word -> written.add(word.group(1)));
                }
            }
        }
        if (source.contains("AuditLog") || source.contains("extends PasswordCommand") || source.contains("tell(")) {
            HANDED_ON.forEach(pattern -> pattern.matcher(source).results().forEach(word -> written.add(word.group(1))));
        }
        // Where it was done, not what.
        written.remove("console");
    }
}
