package org.hinoban.itests.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lives inside a manager's Java, after everything was collected that nobody holds.
 *
 * @param loaders how many class loaders of bundles
 * @param bytes of all objects together
 * @param threads how many of each name, with {@code #} for each number
 */
public record Inside(int loaders, long bytes, Map<String, Integer> threads) {
    private static final Pattern LOADERS = Pattern.compile(
            "(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+org\\.apache\\.felix\\.framework\\S*BundleClassLoader\\b");
    private static final Pattern BYTES = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern THREAD = Pattern.compile("(?m)^\"([^\"]+)\"");

    /** Looks with the tools of this Java. */
    public static Inside of(Manager manager) throws IOException, InterruptedException {
        // What is only softly or finally reachable takes more than one collection.
        jcmd(manager, "GC.run");
        jcmd(manager, "GC.run_finalization");
        String histogram = jcmd(manager, "GC.class_histogram");
        Map<String, Integer> threads = new TreeMap<>();
        Matcher thread = THREAD.matcher(jcmd(manager, "Thread.print"));
        while (thread.find()) {
            threads.merge(thread.group(1).replaceAll("@?[0-9a-f]*\\d[0-9a-f]*", "#"), 1, Integer::sum);
        }
        return new Inside((int) sum(LOADERS, histogram), sum(BYTES, histogram), threads);
    }

    /**
     * The names of which there are at least so many more threads than in an earlier look. Sessions of the console keep
     * theirs for a minute, and Jetty's pool grows with requests to its own limit: they do not count.
     */
    public Map<String, Integer> moreThreadsThan(Inside earlier, int atLeast) {
        Map<String, Integer> more = new TreeMap<>();
        threads.forEach((name, count) -> {
            int added = count - earlier.threads.getOrDefault(name, 0);
            if (added >= atLeast && !name.startsWith("session-") && !name.startsWith("qtp")) {
                more.put(name, added);
            }
        });
        return more;
    }

    private static String jcmd(Manager manager, String command) throws IOException, InterruptedException {
        return Commands.run(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(manager.pid()),
                command);
    }

    private static long sum(Pattern pattern, String histogram) {
        long sum = 0;
        Matcher matcher = pattern.matcher(histogram);
        while (matcher.find()) {
            sum += Long.parseLong(matcher.group(1));
        }
        return sum;
    }
}
