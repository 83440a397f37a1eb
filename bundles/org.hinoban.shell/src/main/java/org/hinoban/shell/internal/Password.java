package org.hinoban.shell.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** A password that a command is given or makes up. Never an argument: the console keeps a history. */
final class Password implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int MAX_BYTES = 4_000;

    private final char[] characters;
    private final boolean madeUp;

    private Password(char[] characters, boolean madeUp) {
        this.characters = characters;
        this.madeUp = madeUp;
    }

    /** From the first line of a file, from a line of standard input or typed unseen, or made up. */
    static Password obtain(Session session, @Nullable String file, boolean fromInput) throws IOException {
        if (file != null) {
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                return new Password(firstLine(in), false);
            }
        }
        if (fromInput && session.getTerminal() != null) {
            return new Password(session.readLine("password: ", '*').toCharArray(), false);
        }
        if (fromInput) {
            return new Password(firstLine(session.getKeyboard()), false);
        }
        char[] password = new char[19];
        for (int i = 0; i < password.length; i++) {
            password[i] = i % 5 == 4 ? '-' : LETTERS.charAt(RANDOM.nextInt(LETTERS.length()));
        }
        return new Password(password, true);
    }

    /** The characters themselves, until it is closed. */
    char[] characters() {
        return characters;
    }

    /** Itself if nobody knows it yet, to be told once; null if it was given. */
    @Nullable
    String madeUp() {
        return madeUp ? new String(characters) : null;
    }

    @Override
    public void close() {
        Arrays.fill(characters, ' ');
    }

    static char[] firstLine(InputStream in) throws IOException {
        byte[] bytes = new byte[MAX_BYTES];
        int length = 0;
        int b;
        while ((b = in.read()) >= 0 && b != '\n' && b != '\r') {
            if (length == MAX_BYTES) {
                throw new IOException("The password is longer than " + MAX_BYTES + " bytes");
            }
            bytes[length++] = (byte) b;
        }
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes, 0, length));
        char[] password = new char[decoded.remaining()];
        decoded.get(password);
        Arrays.fill(decoded.array(), ' ');
        Arrays.fill(bytes, (byte) 0);
        return password;
    }
}
