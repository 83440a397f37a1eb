package org.hinoban.itests.reports;

import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a run of the tests came to.
 *
 * @param missing compiled, and without an entry that is younger than the class
 */
record Count(long passed, long failed, long skipped, SortedSet<TestMethod> missing) {
    static Count of(CompiledTests tests, Reports reports) {
        List<Reports.Entry> fresh = reports.entries().stream()
                .filter(entry -> isFresh(entry, tests))
                .toList();
        SortedSet<TestMethod> missing = new TreeSet<>(tests.methods());
        fresh.forEach(entry -> missing.remove(entry.method()));
        return new Count(
                count(fresh, Reports.End.PASSED),
                count(fresh, Reports.End.FAILED),
                count(fresh, Reports.End.SKIPPED),
                missing);
    }

    boolean isGreen() {
        return passed > 0 && failed == 0 && missing.isEmpty();
    }

    /** The closing line of a run. What was not run has not passed: it counts as failed. */
    String line() {
        return passed + " passed, " + (failed + missing.size()) + " failed, " + skipped + " skipped";
    }

    private static boolean isFresh(Reports.Entry entry, CompiledTests tests) {
        FileTime compiled = tests.compiled(entry.method().type());
        return compiled != null && entry.written().compareTo(compiled) >= 0;
    }

    private static long count(List<Reports.Entry> entries, Reports.End end) {
        return entries.stream().filter(entry -> entry.end() == end).count();
    }
}
