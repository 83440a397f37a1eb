package org.hinoban.itests.bench.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hinoban.itests.bench.Bench;
import org.hinoban.itests.bench.Row;
import org.hinoban.itests.bench.Run;
import org.hinoban.itests.bench.Unit;
import org.hinoban.itests.tools.Checkout;

/** Two builds of the same commit, as different as two people's. */
public final class Reproducible implements Bench {
    /** A build of the distribution without tests takes a minute or two on two cores. */
    private static final int BUILD_MINUTES = 30;

    private static final int SHOWN = 5;

    @Override
    public String name() {
        return "reproducible";
    }

    @Override
    public String about() {
        return "The commit that is checked out is built twice without tests, in two folders, one after the other, under"
                + " another umask, language and time zone; every bundle, feature file and file of the distribution is"
                + " compared by its SHA-256.";
    }

    @Override
    public List<Row> measure(Run run) throws IOException, InterruptedException {
        Path folder = Checkout.freshFolder("reproducible");
        run.progress("first build");
        Map<String, String> first = build(folder.resolve("one"), "022", "en", "UTC");
        run.progress("second build");
        Map<String, String> second = build(folder.resolve("somewhere/else/two"), "077", "ja", "Asia/Tokyo");
        List<String> different = new ArrayList<>();
        TreeSet<String> all = new TreeSet<>(first.keySet());
        all.addAll(second.keySet());
        for (String file : all) {
            if (!String.valueOf(first.get(file)).equals(second.get(file))) {
                different.add(file);
            }
        }
        long bundles = all.stream().filter(file -> file.startsWith("bundles/")).count();
        return List.of(
                Row.plain("bundles of ours, compared", Unit.COUNT.of(bundles)),
                Row.plain("files of the distribution, compared", Unit.COUNT.of(all.size() - bundles)),
                Row.atMost("files that differ between two builds", Unit.COUNT.of(different.size()), Unit.COUNT.of(0L))
                        .remark(String.join(
                                ", ", different.stream().limit(SHOWN).toList())));
    }

    /** Builds a clone with a Maven repository of its own, which shares the downloaded files and has none of ours. */
    private static Map<String, String> build(Path clone, String umask, String language, String zone)
            throws IOException, InterruptedException {
        Files.createDirectories(clone.getParent());
        Path known =
                Path.of(System.getProperty("maven.repo.local", System.getProperty("user.home") + "/.m2/repository"));
        Path repository = clone.resolveSibling("repository");
        String script =
                """
                set -e
                umask %s
                git clone -q "%s" "%s"
                cp -al "%s" "%s" 2>/dev/null || cp -a "%s" "%s"
                rm -rf "%s/org/hinoban"
                cd "%s"
                exec mvn -B -o -q -Dstyle.color=never -DskipTests -pl karaf-assembly -am install
                """.formatted(umask, Checkout.ROOT, clone, known, repository, known, repository, repository, clone);
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
        builder.environment().put("TZ", zone);
        builder.environment()
                .put(
                        "MAVEN_OPTS",
                        "-Dmaven.repo.local=" + repository + " -Duser.language=" + language + " -Duser.timezone="
                                + zone);
        Path output = clone.resolveSibling(clone.getFileName() + ".txt");
        builder.redirectOutput(output.toFile());
        Process process = builder.start();
        if (!process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException("The build failed:\n" + Files.readString(output));
        }
        Map<String, String> sums = new TreeMap<>();
        try (Stream<Path> files = Files.walk(clone)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = clone.relativize(file).toString();
                boolean bundle = name.matches("bundles/[^/]+/target/[^/]+\\.jar");
                boolean distributed = name.startsWith("karaf-assembly/target/assembly/");
                if (bundle || distributed) {
                    sums.put(name, sha256(file));
                }
            }
        }
        if (sums.isEmpty()) {
            throw new IllegalStateException("The build made nothing to compare");
        }
        return sums;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
