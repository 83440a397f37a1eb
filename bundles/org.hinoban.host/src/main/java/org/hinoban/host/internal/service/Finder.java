package org.hinoban.host.internal.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hinoban.host.CommandService;
import org.hinoban.host.internal.Processes;
import org.hinoban.host.internal.Root;
import org.jspecify.annotations.Nullable;

/** Finds the main process of a service that is defined by commands. */
final class Finder {
    private static final int MAX_NUMBER_LENGTH = 20;

    private final Root root;
    private final Processes processes;
    private final @Nullable String pidfile;
    private final @Nullable Pattern pattern;
    private final long self = ProcessHandle.current().pid();

    Finder(Root root, CommandService service) {
        this.root = root;
        this.processes = new Processes(root);
        this.pidfile = service.pidfile();
        this.pattern = service.processPattern().orElse(null);
    }

    /** The process in the file, or the oldest one that the pattern is found in. */
    Optional<Processes.One> find() {
        return pidfile != null ? byFile(pidfile) : byPattern();
    }

    /** When the file with the process's number was written; empty where no file tells it. */
    String written() {
        if (pidfile == null) {
            return "";
        }
        try {
            return Files.getLastModifiedTime(root.follow(pidfile)).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private Optional<Processes.One> byFile(String file) {
        try {
            Path path = root.follow(file);
            if (Files.size(path) > MAX_NUMBER_LENGTH) {
                return Optional.empty();
            }
            return processes
                    .find(Long.parseLong(Files.readString(path).strip()))
                    .filter(process ->
                            !process.hasEnded() && !processes.isThread(process.pid()) && fits(process.pid()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Optional<Processes.One> byPattern() {
        return processes.numbers().stream()
                .filter(pid -> !(root.isThisMachine() && pid == self) && fits(pid))
                .flatMap(pid -> processes.find(pid).stream())
                .filter(process -> !process.hasEnded())
                .min(Comparator.comparingLong(Processes.One::started));
    }

    private boolean fits(long pid) {
        return pattern == null || pattern.matcher(processes.commandLine(pid)).find();
    }
}
