package org.hinoban.itests.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real PostgreSQL on a free port of the loopback address with a folder of its own, run as Debian's user
 * {@code postgres}. Needs root; the machine's own clusters are left alone.
 */
public final class PostgreSql implements AutoCloseable {
    public static final String USER = "hinoban";
    public static final String PASSWORD = "database-3-secret";

    private static final String DATABASE = "hinoban";
    private static final String SYSTEM_USER = "postgres";

    private final Path folder;
    private final String programs;
    private final int port;

    private PostgreSql(Path folder, String programs, int port) {
        this.folder = folder;
        this.programs = programs;
        this.port = port;
    }

    /** Makes a server with an empty database of {@value #USER}'s and starts it. Waits at most 60 s. */
    public static PostgreSql start() throws IOException, InterruptedException {
        PostgreSql server = make();
        try {
            server.comeBack();
            server.sql("postgres", "CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD + "'");
            server.create(DATABASE);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        return server;
    }

    private static PostgreSql make() throws IOException, InterruptedException {
        // Not below the checkout: its user must be able to walk there.
        Path folder = Files.createTempDirectory("hinoban-postgresql");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        PostgreSql server = new PostgreSql(folder, programs(), Checkout.freePort());
        Commands.run("chown", SYSTEM_USER, folder.toString());
        Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        server.run(
                "initdb",
                "--pgdata=" + server.cluster(),
                "--auth-local=trust",
                "--auth-host=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync");
        Files.writeString(
                server.cluster().resolve("postgresql.auto.conf"),
                "listen_addresses = '127.0.0.1'\nport = " + server.port + "\nunix_socket_directories = '" + folder
                        + "'\nmax_connections = 40\n");
        return server;
    }

    public int port() {
        return port;
    }

    /** Where it is, in words of JDBC. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    /** The file {@code org.ops4j.datasource-hinoban.cfg} of a manager that uses it. */
    public String configuration() {
        return "url = " + url() + "\nuser = " + USER + "\npassword.file = " + folder.resolve("password") + "\n";
    }

    /** Another empty database beside the first. */
    public void create(String database) throws IOException, InterruptedException {
        sql("postgres", "CREATE DATABASE " + database + " OWNER " + USER);
    }

    /** Runs one statement in the manager's database as its administrator; what it answers has one line for each row. */
    public String query(String statement) throws IOException, InterruptedException {
        return sql(DATABASE, statement);
    }

    /** Ends it as the machine's end does, with every connection. */
    public void goAway() throws IOException, InterruptedException {
        run("pg_ctl", "--pgdata=" + cluster(), "--mode=immediate", "--wait", "stop");
    }

    /** Starts it (again) and waits until it answers. */
    public void comeBack() throws IOException, InterruptedException {
        run("pg_ctl", "--pgdata=" + cluster(), "--log=" + folder.resolve("log"), "--wait", "--timeout=60", "start");
    }

    /** From now on it answers nobody, with every connection open; or it goes on. */
    public void freeze(boolean frozen) throws IOException, InterruptedException {
        ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow(() -> new IOException("It does not run"));
        signal(postmaster, frozen);
        for (ProcessHandle child : postmaster.descendants().toList()) {
            signal(child, frozen);
        }
    }

    /** A child that ends of itself meanwhile needs no signal. */
    private static void signal(ProcessHandle process, boolean frozen) throws IOException, InterruptedException {
        try {
            Commands.run("kill", frozen ? "-STOP" : "-CONT", Long.toString(process.pid()));
        } catch (IOException e) {
            if (process.isAlive()) {
                throw e;
            }
        }
    }

    /** Its log so far. */
    public String log() throws IOException {
        Path log = folder.resolve("log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    @Override
    public void close() throws IOException, InterruptedException {
        try {
            if (Files.exists(pidFile())) {
                freeze(false);
                goAway();
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private String sql(String database, String statement) throws IOException, InterruptedException {
        return run(
                        "psql",
                        "--host=" + folder,
                        "--port=" + port,
                        "--dbname=" + database,
                        "--no-psqlrc",
                        "--quiet",
                        "--tuples-only",
                        "--no-align",
                        "--set=ON_ERROR_STOP=1",
                        "--command=" + statement)
                .strip();
    }

    private String run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("setpriv", "--reuid=" + SYSTEM_USER));
        command.addAll(List.of("--regid=" + SYSTEM_USER, "--init-groups", "env", "--chdir=" + folder));
        command.add(programs + program);
        command.addAll(List.of(arguments));
        return Commands.run(command.toArray(String[]::new));
    }

    private Path cluster() {
        return folder.resolve("cluster");
    }

    private Path pidFile() {
        return cluster().resolve("postmaster.pid");
    }

    private long pid() throws IOException {
        return Long.parseLong(Files.readAllLines(pidFile()).get(0).strip());
    }

    /** Debian keeps each version's programs in a folder of its own, outside the path. */
    private static String programs() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return "";
        }
        try (Stream<Path> found = Files.list(versions)) {
            return found.filter(version -> Files.isExecutable(version.resolve("bin/initdb")))
                    .max(Comparator.naturalOrder())
                    .map(version -> version.resolve("bin") + "/")
                    .orElse("");
        }
    }
}
