package org.hinoban.itests.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Postfix for submission, with STARTTLS and passwords checked by a real Dovecot, on a free port of the loopback
 * address with folders of its own. Needs root; the machine's own mail service is left alone.
 */
public final class Postfix implements AutoCloseable {
    public static final String USER = "hinoban";
    public static final String PASSWORD = "submission-5-secret";

    private static final String MAIN = """
            compatibility_level = 3.6
            queue_directory = %DIR%/queue
            data_directory = %DIR%/lib
            command_directory = /usr/sbin
            daemon_directory = /usr/lib/postfix/sbin
            mail_owner = postfix
            setgid_group = postdrop
            maillog_file = %DIR%/postfix.log
            maillog_file_prefixes = %DIR%
            inet_interfaces = loopback-only
            inet_protocols = ipv4
            myhostname = localhost
            mydestination =
            alias_maps =
            virtual_mailbox_domains = example.org
            virtual_mailbox_base = %DIR%/mail
            virtual_mailbox_maps = static:box/
            virtual_uid_maps = static:65534
            virtual_gid_maps = static:65534
            virtual_minimum_uid = 1
            smtpd_tls_cert_file = %CHAIN%
            smtpd_tls_key_file = %KEY%
            smtpd_tls_security_level = encrypt
            smtpd_sasl_type = dovecot
            smtpd_sasl_path = private/auth
            smtpd_sasl_auth_enable = yes
            smtpd_relay_restrictions = permit_sasl_authenticated, reject
            smtpd_recipient_restrictions = permit_sasl_authenticated, reject
            smtpd_client_connection_rate_limit = 0
            smtpd_client_auth_rate_limit = 0
            """;
    private static final String MASTER = """
            127.0.0.1:%PORT% inet n - n - - smtpd
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            tlsmgr unix - - n 1000? 1 tlsmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            verify unix - - n - 1 verify
            flush unix n - n 1000? 0 flush
            proxymap unix - - n - - proxymap
            error unix - - n - - error
            retry unix - - n - - error
            discard unix - - n - - discard
            virtual unix - n n - - virtual
            anvil unix - - n - 1 anvil
            scache unix - - n - 1 scache
            postlog unix-dgram n - n - 1 postlogd
            """;
    private static final String DOVECOT = """
            base_dir = %DIR%/dovecot
            log_path = %DIR%/dovecot.log
            protocols =
            ssl = no
            auth_mechanisms = plain login
            passdb {
              driver = passwd-file
              args = %DIR%/users
            }
            userdb {
              driver = static
              args = uid=65534 gid=65534 home=/nonexistent
            }
            service auth {
              unix_listener %DIR%/queue/private/auth {
                mode = 0660
                user = postfix
                group = postfix
              }
            }
            """;

    private final Path folder;
    private final int port;
    private final Certificate certificate;
    private final Process dovecot;

    private Postfix(Path folder, int port, Certificate certificate, Process dovecot) {
        this.folder = folder;
        this.port = port;
        this.certificate = certificate;
        this.dovecot = dovecot;
    }

    /** Starts both. Waits at most 20 s. */
    public static Postfix start() throws IOException, InterruptedException {
        // Not below the checkout: the users of both services must be able to walk there.
        Path folder = Files.createTempDirectory("hinoban-postfix");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String name : List.of("queue", "lib", "mail", "etc")) {
            Files.createDirectories(folder.resolve(name));
        }
        Commands.run("chown", "postfix", folder.resolve("lib").toString());
        Commands.run("chown", "nobody:nogroup", folder.resolve("mail").toString());
        Certificate certificate = Certificate.make(folder.resolve("tls"), "DNS:localhost,IP:127.0.0.1");
        int port = Checkout.freePort();
        Files.writeString(folder.resolve("users"), USER + ":{PLAIN}" + PASSWORD + "\n");
        Files.writeString(folder.resolve("etc/main.cf"), fill(MAIN, folder, port, certificate));
        Files.writeString(folder.resolve("etc/master.cf"), fill(MASTER, folder, port, certificate));
        Path configuration =
                Files.writeString(folder.resolve("dovecot.conf"), fill(DOVECOT, folder, port, certificate));
        Commands.run("postfix", "-c", folder.resolve("etc").toString(), "start");
        // Into the folder that Postfix has made for it.
        Process dovecot = new ProcessBuilder("dovecot", "-F", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("dovecot.out").toFile())
                .start();
        Postfix postfix = new Postfix(folder, port, certificate, dovecot);
        try {
            awaitFile(folder.resolve("queue/private/auth"));
        } catch (IOException e) {
            postfix.close();
            throw e;
        }
        return postfix;
    }

    public Certificate certificate() {
        return certificate;
    }

    public int port() {
        return port;
    }

    /** The route of a manager that leads here. */
    public String route(Path passwordFile) {
        return "host = localhost\nport = " + port + "\nsecurity = starttls\nuser = " + USER + "\npassword.file = "
                + passwordFile + "\nfrom = hinoban@example.org\n";
    }

    /** What it has put into the mailbox, oldest first. */
    public List<Mail> mails() throws IOException {
        Path box = folder.resolve("mail/box/new");
        List<Mail> mails = new ArrayList<>();
        if (Files.isDirectory(box)) {
            try (Stream<Path> files = Files.list(box)) {
                for (Path file :
                        files.sorted(Comparator.comparing(Path::getFileName)).toList()) {
                    mails.add(Mail.delivered(Files.readAllBytes(file)));
                }
            }
        }
        return mails;
    }

    public void goAway() throws IOException, InterruptedException {
        Commands.run("postfix", "-c", folder.resolve("etc").toString(), "stop");
    }

    public void comeBack() throws IOException, InterruptedException {
        Commands.run("postfix", "-c", folder.resolve("etc").toString(), "start");
    }

    /** From now on it shows a certificate that nobody trusts; or its own again. */
    public void showCertificate(boolean own) throws IOException, InterruptedException {
        Certificate shown = own ? certificate : Certificate.make(folder.resolve("foreign"), "DNS:localhost");
        Files.writeString(folder.resolve("etc/main.cf"), fill(MAIN, folder, port, shown));
        Commands.run("postfix", "-c", folder.resolve("etc").toString(), "reload");
    }

    /** Its log so far. */
    public String log() throws IOException {
        Path log = folder.resolve("postfix.log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Override
    public void close() throws IOException, InterruptedException {
        try {
            goAway();
        } finally {
            dovecot.destroy();
            dovecot.waitFor(10, TimeUnit.SECONDS);
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void awaitFile(Path file) throws IOException, InterruptedException {
        for (int i = 0; i < 200; i++) {
            if (Files.exists(file)) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IOException(file + " does not come");
    }

    private static String fill(String text, Path folder, int port, Certificate certificate) {
        return text.replace("%DIR%", folder.toString())
                .replace("%PORT%", Integer.toString(port))
                .replace("%CHAIN%", certificate.chain().toString())
                .replace("%KEY%", certificate.key().toString());
    }
}
