package org.hinoban.itests.tools;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;

/** The console of a manager, over SSH as a person's is, without a Java of its own for each command. */
public final class Console implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final String LIST =
            "each ($.context bundles) { echo BUNDLE ($it bundleId) ($it symbolicName) ($it state)"
                    + " ($it lastModified) ($it bundleContext) }";
    private static final Pattern LISTED = Pattern.compile("BUNDLE (\\d+) (\\S+) (\\d+) (\\d+) ?(\\S*)");

    private final SshClient client;
    private final int port;

    private Console(SshClient client, int port) {
        this.client = client;
        this.port = port;
    }

    /** Uses the key in the manager's data folder. */
    public static Console of(Manager manager) throws IOException {
        Path data = manager.data();
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier((session, address, key) -> true);
        client.setKeyIdentityProvider(new FileKeyPairProvider(data.resolve("ssh/console.key")));
        client.start();
        return new Console(
                client,
                Integer.parseInt(
                        Files.readString(data.resolve("run/console.port")).strip()));
    }

    /**
     * Runs a command to its end, at most 60 s, and hands back what it printed, without colours.
     *
     * @throws IOException if it fails or hangs
     */
    public String run(String command) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        // The server ends the session with the command.
        try (ClientSession session = client.connect("hinoban", "127.0.0.1", port)
                        .verify(PATIENCE)
                        .getSession();
                ChannelExec channel = authenticated(session).createExecChannel(command)) {
            channel.setOut(out);
            channel.setErr(out);
            channel.open().verify(PATIENCE);
            boolean ended = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE)
                    .contains(ClientChannelEvent.CLOSED);
            String printed =
                    COLOURS.matcher(out.toString(StandardCharsets.UTF_8)).replaceAll("");
            Integer status = channel.getExitStatus();
            if (!ended || status == null || status != 0) {
                throw new IOException(command + (ended ? " failed: " : " does not end: ") + printed);
            }
            return printed;
        }
    }

    /** Runs a command that makes bundles come or go. */
    public Change change(String command) throws IOException {
        String[] printed = run(LIST + ";" + command + "; echo THEN;" + LIST).split("(?m)^THEN$", 2);
        return new Change(listed(printed[0]), listed(printed[1]));
    }

    /** All bundles by their ids. */
    public Map<Long, InstalledBundle> bundles() throws IOException {
        return listed(run(LIST));
    }

    /** The bundles around a command. */
    public record Change(Map<Long, InstalledBundle> before, Map<Long, InstalledBundle> after) {
        /** Which bundles went, came, or are not as they were: at least those that were meant. */
        public Set<String> touched() {
            Set<InstalledBundle> touched = new HashSet<>(before.values());
            touched.removeAll(after.values());
            after.values().stream().filter(each -> !before.containsValue(each)).forEach(touched::add);
            return touched.stream().map(InstalledBundle::name).collect(Collectors.toCollection(TreeSet::new));
        }

        /** Whether the bundle runs afterwards. */
        public boolean isActive(String name) {
            return after.values().stream()
                    .anyMatch(each -> each.name().equals(name) && each.state() == InstalledBundle.ACTIVE);
        }
    }

    /** A terminal on which a person types. */
    public Terminal terminal() throws IOException {
        ClientSession session = authenticated(
                client.connect("hinoban", "127.0.0.1", port).verify(PATIENCE).getSession());
        return new Terminal(session, session.createShellChannel());
    }

    /** What a person types and sees. */
    public static final class Terminal implements AutoCloseable {
        private static final Pattern ESCAPES = Pattern.compile("\u001b(\\[[0-9;?]*[A-Za-z]|[=>])|\u0007");

        private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
        private final ClientSession session;
        private final ChannelShell channel;
        private final OutputStream keyboard;

        private Terminal(ClientSession session, ChannelShell channel) throws IOException {
            this.session = session;
            this.channel = channel;
            channel.setUsePty(true);
            channel.setPtyType("vt100");
            channel.setPtyColumns(200);
            channel.setOut(shown);
            channel.setErr(shown);
            channel.open().verify(PATIENCE);
            keyboard = channel.getInvertedIn();
            await("hinoban>");
        }

        public void type(String keys) throws IOException {
            keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
        }

        /** Waits until that is shown, at most 60 s; how the letters are coloured makes no difference. */
        public void await(String text) throws IOException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!shown().contains(text)) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("The terminal does not show " + text + " but " + shown());
                }
                channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), Duration.ofMillis(20));
            }
        }

        private String shown() {
            return ESCAPES.matcher(shown.toString(StandardCharsets.UTF_8)).replaceAll("");
        }

        @Override
        public void close() throws IOException {
            channel.close();
            session.close();
        }
    }

    private static Map<Long, InstalledBundle> listed(String printed) {
        Map<Long, InstalledBundle> bundles = new TreeMap<>();
        Matcher matcher = LISTED.matcher(printed);
        while (matcher.find()) {
            InstalledBundle bundle = new InstalledBundle(
                    Long.parseLong(matcher.group(1)),
                    matcher.group(2),
                    Integer.parseInt(matcher.group(3)),
                    Long.parseLong(matcher.group(4)),
                    matcher.group(5));
            bundles.put(bundle.id(), bundle);
        }
        return bundles;
    }

    @Override
    public void close() {
        client.stop();
    }

    private static ClientSession authenticated(ClientSession session) throws IOException {
        session.auth().verify(PATIENCE);
        return session;
    }
}
