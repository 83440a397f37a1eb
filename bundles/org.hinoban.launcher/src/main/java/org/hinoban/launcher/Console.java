package org.hinoban.launcher;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;

/**
 * Runs one command on the console of the manager of a data folder: its standard input is the command's, its exit code
 * the command's. Colours are left out where nobody would see them, and with {@code --json} all that is not JSON. The
 * manager must have the host key of the folder.
 */
public final class Console {
    /** Loopback, and the manager itself is up: only one that is stuck takes this long. */
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    private Console() {}

    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(System.getProperty("hinoban.data", "data"));
        boolean json = List.of(arguments).contains("--json");
        int status;
        try {
            status = run(data, String.join(" ", arguments), json);
        } catch (NoSuchFileException e) {
            status = fail("not-found", "no manager runs on " + data, json);
        } catch (IOException | GeneralSecurityException e) {
            status = fail("timeout", "the console of " + data + " does not answer: " + e.getMessage(), json);
        }
        System.exit(status);
    }

    private static int fail(String error, String message, boolean json) {
        if (json) {
            System.out.print(JsonOnly.error(error, message));
            System.out.flush();
        } else {
            System.err.println("hinoban: " + message);
        }
        return 1;
    }

    private static int run(Path data, String command, boolean json) throws IOException, GeneralSecurityException {
        int port = Integer.parseInt(
                Files.readString(data.resolve("run/console.port")).strip());
        PublicKey host = pair(data.resolve("ssh/host.key")).getPublic();
        try (SshClient client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier((session, address, key) -> KeyUtils.compareKeys(host, key));
            client.start();
            try (ClientSession session = client.connect(ConsoleKeys.USER, "127.0.0.1", port)
                    .verify(CONNECTING)
                    .getSession()) {
                session.addPublicKeyIdentity(pair(data.resolve("ssh/console.key")));
                session.auth().verify(CONNECTING);
                return run(session, command, json);
            }
        }
    }

    private static int run(ClientSession session, String command, boolean json) throws IOException {
        boolean terminal = Boolean.getBoolean("hinoban.console.colours");
        JsonOnly onlyJson = new JsonOnly(System.out);
        OutputStream out = json ? new Colourless(onlyJson) : terminal ? System.out : new Colourless(System.out);
        try (ChannelExec channel = session.createExecChannel(command)) {
            String columns = System.getenv("COLUMNS");
            if (columns != null) {
                channel.setEnv("COLUMNS", columns);
            }
            channel.setIn(new Undisturbed(System.in));
            channel.setOut(out);
            channel.setErr(terminal ? System.err : new Colourless(System.err));
            channel.open().verify(CONNECTING);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), Duration.ZERO);
            Integer status = channel.getExitStatus();
            boolean failed = status == null || status != 0;
            onlyJson.end(failed);
            System.err.flush();
            return status == null ? 1 : status;
        }
    }

    private static KeyPair pair(Path file) throws IOException, GeneralSecurityException {
        if (!Files.isReadable(file)) {
            throw new IOException("cannot read " + file);
        }
        return new FileKeyPairProvider(file).loadKeys(null).iterator().next();
    }

    /** Not closed with the channel, which would wait for whoever reads it just then. */
    private static final class Undisturbed extends FilterInputStream {
        Undisturbed(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }

    /** Leaves out escape sequences of the form {@code ESC [ … letter}. */
    static final class Colourless extends OutputStream {
        private static final int ESCAPE = 0x1b;

        private final OutputStream out;
        private boolean escaped;

        Colourless(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            if (escaped) {
                escaped = !Character.isLetter(b);
            } else if (b == ESCAPE) {
                escaped = true;
            } else {
                out.write(b);
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }
}
