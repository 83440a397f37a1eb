package org.hinoban.itests.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of what was measured, printed and kept in {@code target/figures} for the README. */
public final class Figures {
    private final String name;
    private final List<String> lines = new ArrayList<>();

    public Figures(String name, String... columns) {
        this.name = name;
        lines.add("| " + String.join(" | ", columns) + " |");
        lines.add("|" + " --- |".repeat(columns.length));
    }

    public synchronized Figures row(Object... cells) {
        List<String> texts = new ArrayList<>();
        for (Object cell : cells) {
            texts.add(
                    cell instanceof Double number ? String.format(Locale.ROOT, "%.2f", number) : String.valueOf(cell));
        }
        lines.add("| " + String.join(" | ", texts) + " |");
        return this;
    }

    public synchronized void write() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "figures"));
        Files.write(folder.resolve(name + ".md"), lines);
        System.out.println(name + "\n" + String.join("\n", lines));
    }
}
