package org.hinoban.host.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The processes of a host, as {@code /proc} tells them. */
public record Processes(Root root) {
    /** The kernel's unit towards programs, the same on every architecture that Java runs on. */
    private static final long TICKS_PER_SECOND = 100;

    private static final String[] SIGNALS = {
        "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
        "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
        "WINCH", "IO", "PWR", "SYS"
    };

    /**
     * One process. A number is used again after a while; the number and the start together are not.
     *
     * @param name the program's short name
     * @param state the kernel's letter
     * @param started in clock ticks since boot
     * @param exitStatus as {@code wait} has it; known only of a process that has ended and not been waited for
     */
    public record One(long pid, String name, char state, long parent, long started, int exitStatus) {
        public boolean hasEnded() {
            return state == 'Z' || state == 'X' || state == 'x';
        }

        /**
         * How it ended, as far as that can be known: the kernel tells 0 also to those who may not know.
         */
        public Optional<String> howEnded() {
            boolean told = exitStatus != 0 || "root".equals(System.getProperty("user.name"));
            return hasEnded() && told ? Optional.of(Processes.howEnded(exitStatus)) : Optional.empty();
        }

        public boolean isSame(One other) {
            return pid == other.pid && started == other.started;
        }
    }

    public List<Long> numbers() {
        List<Long> numbers = new ArrayList<>();
        for (String name : root.names("/proc")) {
            if (Character.isDigit(name.charAt(0)) && name.chars().allMatch(Character::isDigit)) {
                numbers.add(Long.parseLong(name));
            }
        }
        return numbers;
    }

    public Optional<One> find(long pid) {
        return root.text("/proc/" + pid + "/stat").flatMap(text -> parse(pid, text));
    }

    /** Whether the number is that of a thread: {@code /proc} does not list it, and has its files all the same. */
    public boolean isThread(long number) {
        return root.lines("/proc/" + number + "/status").stream()
                .anyMatch(line -> line.startsWith("Tgid:")
                        && !line.substring("Tgid:".length()).strip().equals(Long.toString(number)));
    }

    private static Optional<One> parse(long pid, String stat) {
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')');
        if (open < 0 || close < open) {
            return Optional.empty();
        }
        String[] fields = stat.substring(close + 1).strip().split(" ");
        if (fields.length < 20) {
            return Optional.empty();
        }
        try {
            int exit = fields.length > 49 ? Integer.parseInt(fields[49]) : 0;
            return Optional.of(new One(
                    pid,
                    stat.substring(open + 1, close),
                    fields[0].charAt(0),
                    Long.parseLong(fields[1]),
                    Long.parseLong(fields[19]),
                    exit));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The arguments joined by blanks; empty for a kernel thread and for a process that has ended. */
    public String commandLine(long pid) {
        return root.text("/proc/" + pid + "/cmdline")
                .map(text -> text.replace('\0', ' ').strip())
                .orElse("");
    }

    /** When a process was started. */
    public Instant startOf(One process) {
        long boot = root.lines("/proc/stat").stream()
                .filter(line -> line.startsWith("btime "))
                .mapToLong(
                        line -> Long.parseLong(line.substring("btime ".length()).strip()))
                .findFirst()
                .orElse(0);
        return Instant.ofEpochSecond(boot).plusMillis(process.started() * 1000 / TICKS_PER_SECOND);
    }

    /** The memory that a process holds, in bytes. */
    public OptionalLong residentBytes(long pid) {
        for (String line : root.lines("/proc/" + pid + "/status")) {
            if (line.startsWith("VmRSS:")) {
                String digits = line.replaceAll("[^0-9]", "");
                return digits.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(digits) * 1024);
            }
        }
        return OptionalLong.empty();
    }

    /** How a process ended, in the form that is the same in every language, from the status that {@code wait} gives. */
    public static String howEnded(int waitStatus) {
        int signal = waitStatus & 0x7f;
        return signal == 0 ? exitCode(waitStatus >> 8 & 0xff) : signal(signal);
    }

    public static String exitCode(int code) {
        return "exit code " + code;
    }

    public static String signal(int number) {
        return number > 0 && number < SIGNALS.length
                ? "signal " + number + " (" + SIGNALS[number] + ")"
                : "signal " + number;
    }
}
