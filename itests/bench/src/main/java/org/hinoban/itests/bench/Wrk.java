package org.hinoban.itests.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hinoban.itests.tools.Commands;

/**
 * What the load generator wrk measured: clients that ask again as soon as they are answered, on one thread.
 *
 * @param p99Millis the answer to 99 of 100 requests came in this time
 */
public record Wrk(double requestsPerSecond, long requests, double p99Millis) {
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in [0-9.]+\\w+, ([0-9.]+)([KMGT]?)B read");
    private static final Pattern P99 = Pattern.compile("(?m)^\\s+99%\\s+([0-9.]+)(us|ms|s)$");
    private static final Pattern WRONG = Pattern.compile("(?m)^\\s*(Non-2xx or 3xx responses|Socket errors).*$");
    /** How much shorter than expected the answers may be on average: ages and times of day change their length. */
    private static final double LEAST_SHARE = 0.95;

    /**
     * Asks for one page as fast as it is answered.
     *
     * @param bytes what one answer has at least, headers not counted
     * @throws IllegalStateException if an answer was an error, or the answers were shorter than they should be
     */
    public static Wrk run(URI url, int clients, int seconds, Map<String, String> headers, long bytes)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("wrk", "-t1", "-c" + clients, "-d" + seconds + "s", "--latency"));
        headers.forEach((name, value) -> command.addAll(List.of("-H", name + ": " + value)));
        command.add(url.toString());
        String said = Commands.run(command.toArray(String[]::new));
        Matcher wrong = WRONG.matcher(said);
        if (wrong.find()) {
            throw new IllegalStateException(url + ": " + wrong.group().strip());
        }
        Matcher requests = find(REQUESTS, said);
        long count = Long.parseLong(requests.group(1));
        double read = Double.parseDouble(requests.group(2)) * factor(requests.group(3));
        if (read < count * bytes * LEAST_SHARE) {
            throw new IllegalStateException(
                    url + ": " + count + " answers of " + bytes + " bytes should be more than " + (long) read);
        }
        return new Wrk(Double.parseDouble(find(RATE, said).group(1)), count, millis(find(P99, said)));
    }

    private static Matcher find(Pattern pattern, String said) throws IOException {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IOException("wrk said something else:\n" + said);
        }
        return matcher;
    }

    private static double factor(String prefix) {
        return Math.pow(1024, prefix.isEmpty() ? 0 : "KMGT".indexOf(prefix) + 1.0);
    }

    private static double millis(Matcher time) {
        double value = Double.parseDouble(time.group(1));
        return switch (time.group(2)) {
            case "us" -> value / 1000;
            case "s" -> value * 1000;
            default -> value;
        };
    }
}
