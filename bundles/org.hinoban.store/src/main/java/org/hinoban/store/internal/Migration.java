package org.hinoban.store.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hinoban.store.internal.Manifest.Script;

/**
 * One step of a bundle's tables, from a resource {@code NNN-name.sql}. Its statements end in {@code ;} at the end of a
 * line; lines that begin with {@code --} are comments.
 */
public record Migration(int number, String name, String script) {
    private static final Pattern RESOURCE = Pattern.compile("(\\d{3})-([a-z0-9-]+)\\.sql");

    public Migration {
        script = script.replace("\r\n", "\n");
    }

    /** @throws IllegalArgumentException if the resource is not named so */
    public static Migration of(String resource, String script) {
        Matcher matcher = RESOURCE.matcher(resource);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("A migration is named NNN-name.sql, not " + resource);
        }
        return new Migration(Integer.parseInt(matcher.group(1)), matcher.group(2), script);
    }

    /** As it is recorded for a bundle. */
    Script of(String bundle) {
        return new Script(bundle, number, name, checksum(), script);
    }

    List<String> statements() {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : script.split("\n")) {
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("--")) {
                continue;
            }
            boolean last = text.endsWith(";");
            statement.append(last ? text.substring(0, text.length() - 1) : text).append(last ? "" : "\n");
            if (last) {
                statements.add(statement.toString());
                statement.setLength(0);
            }
        }
        if (!statement.isEmpty()) {
            throw new IllegalArgumentException("The last statement of migration " + number + " has no ; at its end");
        }
        return statements;
    }

    String checksum() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
