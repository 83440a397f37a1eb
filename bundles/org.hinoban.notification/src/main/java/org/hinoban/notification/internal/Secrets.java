package org.hinoban.notification.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes what looks like a secret out of lines that leave the house. Better one word too many than a password in a mail.
 */
final class Secrets {
    private static final String MASK = "***";

    private static final String NAMES =
            "(?:[A-Za-z0-9_.-]{0,40}(?:passw(?:or)?d|passwd|passphrase|pwd|secret|token|credentials?"
                    + "|api[-_ ]?key|apikey|access[-_ ]?key|private[-_ ]?key|encryption[-_ ]?key|session[-_]?id)"
                    + "[A-Za-z0-9_-]{0,20}|pass|pw|sid|key|pin|jwt|auth)";

    private static final String VALUE = "(?:\"[^\"]*\"?|'[^']*'?|[^\\s,;&\"'}\\])]+)";

    private static final List<Rule> RULES = List.of(
            // everything behind a header that carries a login
            new Rule(
                    "(?i)\\b((?:proxy-)?authorization|set-cookie|cookie|x-[a-z-]*(?:key|token|auth))\\b(\"?\\s*[:=]).*",
                    "$1$2 " + MASK),
            new Rule("(?i)\\b(bearer|basic|digest|negotiate)\\s+[A-Za-z0-9._~+/=-]{6,}", "$1 " + MASK),
            new Rule("(?i)([a-z][a-z0-9+.-]{0,30}://)[^\\s/@]+@", "$1" + MASK + "@"),
            new Rule("(?i)(?<![A-Za-z0-9])(" + NAMES + ")([\"']?\\s*(?:=>|:=|=|:)\\s*)" + VALUE, "$1$2" + MASK),
            new Rule("(?i)(--?" + NAMES + ")(\\s+)" + VALUE, "$1$2" + MASK),
            new Rule("(?i)\\b(identified by|password (?:is|was)|using password)(\\s+)" + VALUE, "$1$2" + MASK),
            new Rule("\\beyJ[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*){1,4}", MASK),
            new Rule("\\b(?:AKIA|ASIA)[0-9A-Z]{12,}", MASK),
            new Rule("\\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk-|sk_live_|rk_live_)[A-Za-z0-9_-]{8,}", MASK));

    private static final Pattern BEGIN = Pattern.compile("-----BEGIN [A-Z0-9 ]*(?:KEY|SECRET)[A-Z0-9 ]*-----");
    private static final Pattern END = Pattern.compile("-----END ");

    private Secrets() {}

    private record Rule(Pattern pattern, String replacement) {
        Rule(String regex, String replacement) {
            this(Pattern.compile(regex), replacement);
        }
    }

    /** The lines with secrets masked; of a private key over several lines nothing stays. */
    static List<String> mask(List<String> lines) {
        List<String> masked = new ArrayList<>();
        boolean inKey = false;
        for (String line : lines) {
            boolean begins = BEGIN.matcher(line).find();
            boolean ends = END.matcher(line).find();
            masked.add(inKey || begins ? MASK : mask(line));
            inKey = (inKey || begins) && !ends;
        }
        return masked;
    }

    static String mask(String line) {
        String masked = line;
        for (Rule rule : RULES) {
            masked = rule.pattern().matcher(masked).replaceAll(rule.replacement());
        }
        return masked;
    }
}
