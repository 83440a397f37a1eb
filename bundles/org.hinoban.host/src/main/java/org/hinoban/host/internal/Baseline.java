package org.hinoban.host.internal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was seen before, kept over restarts in one small file: without it, nobody would miss what is gone. Safe for use by
 * several threads.
 */
public final class Baseline {
    private static final Logger LOG = LoggerFactory.getLogger(Baseline.class);

    private final Path file;
    /** Guarded by this. */
    private final Properties values = new Properties();
    /** Guarded by this. */
    private boolean writable = true;

    public Baseline(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                values.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("{} cannot be read and begins anew: what was lost before is not missed", file, e);
            }
        }
    }

    public synchronized Optional<String> get(String key) {
        return Optional.ofNullable(values.getProperty(key));
    }

    /** The keys that begin with a prefix, sorted. */
    public synchronized List<String> keys(String prefix) {
        TreeSet<String> keys = new TreeSet<>(values.stringPropertyNames());
        keys.removeIf(key -> !key.startsWith(prefix));
        return List.copyOf(keys);
    }

    public synchronized void put(String key, String value) {
        if (!value.equals(values.setProperty(key, value))) {
            write();
        }
    }

    public synchronized void remove(String key) {
        if (values.remove(key) != null) {
            write();
        }
    }

    private void write() {
        StringWriter text = new StringWriter();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            values.store(text, null);
            Files.createDirectories(file.toAbsolutePath().getParent());
            // not a channel: an interruption at the end of the manager would close it in the middle
            try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
                out.write(text.toString().getBytes(StandardCharsets.UTF_8));
                out.getFD().sync();
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            writable = true;
        } catch (IOException e) {
            if (writable) {
                LOG.warn("{} cannot be written; what goes missing over a restart will not be noticed", file, e);
            }
            writable = false;
        }
    }
}
