package org.hinoban.configuration;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hinoban.api.notice.Notice;
import org.hinoban.api.text.Text;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is configured under a PID or a factory PID, always at hand: read when this is made, not some time after, and read
 * again by {@link #changed}. A configuration that cannot be read as a whole leaves what was read from it before, one line
 * in the log and a notice.
 */
public final class Configurations<T> {
    private static final String FILE = "felix.fileinstall.filename";

    private final Source source;
    private final String pid;
    private final Reader<T> reader;
    private final Reader<T> otherwise;
    private final Logger log;

    private volatile Map<String, T> good = Map.of();
    private volatile Set<String> names = Set.of();
    private volatile List<Notice> notices = List.of();

    /** Guarded by this. The last good value of each PID, under the name that it had. */
    private final Map<String, Map.Entry<String, T>> lastGood = new HashMap<>();

    /** Guarded by this. What was said of each PID, so that it is said once. */
    private final Map<String, Text> said = new HashMap<>();

    /** @param pid the one PID, or the factory PID */
    public Configurations(ConfigurationAdmin admin, String pid, Reader<T> reader) {
        this(admin, pid, reader, reader);
    }

    /** @param otherwise makes the best of what cannot be read as a whole and was not good before */
    public Configurations(ConfigurationAdmin admin, String pid, Reader<T> reader, Reader<T> otherwise) {
        this(() -> list(admin, pid), pid, reader, otherwise);
    }

    /** The same with configurations from elsewhere. */
    public Configurations(Source source, String pid, Reader<T> reader) {
        this(source, pid, reader, reader);
    }

    /** The same with configurations from elsewhere. */
    public Configurations(Source source, String pid, Reader<T> reader, Reader<T> otherwise) {
        this.source = source;
        this.pid = pid;
        this.reader = reader;
        this.otherwise = otherwise;
        this.log = LoggerFactory.getLogger(reader.getClass().getName().replaceAll("\\$.*", ""));
        read();
    }

    /** The properties of all configurations of the PID, {@code service.pid} among them. */
    @FunctionalInterface
    public interface Source {
        List<Map<String, String>> list() throws IOException;
    }

    /** Makes a value of one configuration. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(Values values) throws BadValueException;
    }

    /** The values in the order of their names. */
    public Map<String, T> values() {
        return good;
    }

    /** Whether there is one of that name, be it usable or not. */
    public boolean isThere(String name) {
        return names.contains(name);
    }

    /** One for each configuration that cannot be used as it stands. */
    public List<Notice> notices() {
        return notices;
    }

    /**
     * To be called for each event of the configuration admin, from a synchronous listener.
     *
     * @return whether it was about these
     */
    public boolean changed(ConfigurationEvent event) {
        boolean ours = pid.equals(event.getPid()) || pid.equals(event.getFactoryPid());
        if (ours) {
            read();
        }
        return ours;
    }

    /** Reads all again. */
    public synchronized void read() {
        List<Map<String, String>> configurations;
        try {
            configurations = source.list();
        } catch (IOException e) {
            log.error("The configurations of {} cannot be read; those known before stay in force", pid, e);
            return;
        }
        Set<String> there = new HashSet<>();
        Set<String> all = new HashSet<>();
        for (Map<String, String> raw : configurations) {
            String id = raw.getOrDefault(Constants.SERVICE_PID, pid);
            there.add(id);
            Values values = valuesOf(id, raw);
            all.add(values.name());
            read(id, values);
        }
        lastGood.keySet().retainAll(there);
        said.keySet().retainAll(there);
        Map<String, T> usable = new TreeMap<>();
        lastGood.values().forEach(entry -> usable.put(entry.getKey(), entry.getValue()));
        good = Collections.unmodifiableMap(usable);
        names = Set.copyOf(all);
        notices = said.values().stream().map(text -> new Notice(text, false)).toList();
    }

    private void read(String id, Values values) {
        try {
            lastGood.put(id, Map.entry(values.name(), reader.read(values)));
            said.remove(id);
        } catch (BadValueException e) {
            boolean wasGood = lastGood.containsKey(id);
            boolean isUsed = wasGood || makeTheBest(id, values);
            Text before = said.put(id, e.text());
            if (!e.text().equals(before)) {
                log.warn(
                        "{}. {}",
                        e.text().inEnglish(),
                        wasGood
                                ? "What was configured before stays in force."
                                : isUsed ? "The rest of it is in force." : "It is left out until that is mended.");
            }
        }
    }

    private boolean makeTheBest(String id, Values values) {
        try {
            lastGood.put(id, Map.entry(values.name(), otherwise.read(values)));
            return true;
        } catch (BadValueException e) {
            // what is wrong was found before
            return false;
        }
    }

    private static List<Map<String, String>> list(ConfigurationAdmin admin, String pid) throws IOException {
        Configuration[] found;
        try {
            found = admin.listConfigurations("(|(service.pid=" + pid + ")(service.factoryPid=" + pid + "))");
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException("Not a PID: " + pid, e);
        }
        List<Map<String, String>> all = new ArrayList<>();
        for (Configuration configuration : found == null ? new Configuration[0] : found) {
            Map<String, String> raw = new HashMap<>();
            Dictionary<String, Object> properties = configuration.getProperties();
            if (properties != null) {
                Collections.list(properties.keys()).forEach(key -> raw.put(key, String.valueOf(properties.get(key))));
            }
            raw.put(Constants.SERVICE_PID, configuration.getPid());
            all.add(raw);
        }
        return all;
    }

    private Values valuesOf(String id, Map<String, String> raw) {
        String path = raw.getOrDefault(FILE, id);
        String file = path.substring(path.lastIndexOf('/') + 1);
        return new Values(nameOf(id, file), file, raw);
    }

    /** What stands behind the factory PID in the file's name, or else in the PID. */
    private String nameOf(String id, String file) {
        String stem = file.replaceFirst("\\.(cfg|config|cfg\\.json)$", "");
        for (String candidate : List.of(stem, id)) {
            if (candidate.startsWith(pid) && candidate.length() > pid.length() + 1) {
                return candidate.substring(pid.length() + 1);
            }
        }
        return id;
    }
}
