package org.hinoban.inventory;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Goes through a built distribution and writes {@code sbom.json}, in the form of CycloneDX, into it. Every jar of others,
 * and every package of others in a bundle of ours, must have an entry in the list of licences, and every entry its jar.
 */
public final class Inventory {
    private static final String OURS = "org.hinoban";

    private final Path distribution;
    private final Licences licences;
    private final List<String> troubles = new ArrayList<>();

    Inventory(Path distribution, Licences licences) {
        this.distribution = distribution;
        this.licences = licences;
    }

    /** @param arguments the folder of the distribution, the list of licences, our version */
    public static void main(String[] arguments) throws IOException {
        Path distribution = Path.of(arguments[0]);
        Inventory inventory = new Inventory(distribution, Licences.read(Path.of(arguments[1])));
        List<Part> parts = inventory.parts();
        if (!inventory.troubles.isEmpty()) {
            throw new IllegalStateException(
                    "THIRD-PARTY and the distribution differ:\n  " + String.join("\n  ", inventory.troubles));
        }
        write(distribution.resolve("sbom.json"), arguments[2], parts);
    }

    /** What others made, in the order of paths. */
    List<Part> parts() throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.walk(distribution)) {
            jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
        List<Part> parts = new ArrayList<>();
        for (Path jar : jars) {
            String name = jar.getFileName().toString();
            if (name.startsWith(OURS + ".")) {
                parts.addAll(embedded(jar, name.replaceFirst("(-\\d.*)?\\.jar$", "")));
            } else {
                parts.add(part(jar));
            }
        }
        licences.unused().forEach(entry -> troubles.add("nothing needs the entry " + entry));
        return parts;
    }

    List<String> troubles() {
        return troubles;
    }

    private Part part(Path jar) throws IOException {
        Path place = distribution.relativize(jar);
        if (!place.startsWith("system") || place.getNameCount() < 5) {
            return named(stem(jar), place.toString(), sha256(jar));
        }
        // the layout of Maven repositories
        int count = place.getNameCount();
        String group = place.subpath(1, count - 3).toString().replace('/', '.');
        String name = place.getName(count - 3).toString();
        return licensed(group, name, place.getName(count - 2).toString(), place.toString(), sha256(jar));
    }

    private static String stem(Path jar) {
        return jar.getFileName().toString().replaceFirst("\\.jar$", "");
    }

    /** By a file's name alone; the version begins with the first digit behind a hyphen. */
    private Part named(String stem, String place, String hash) {
        String version = stem.replaceFirst("^.*?-(?=\\d)", "");
        boolean hasVersion = version.length() < stem.length();
        String name = hasVersion ? stem.substring(0, stem.length() - version.length() - 1) : stem;
        return licensed("", name, hasVersion ? version : "", place, hash);
    }

    private Part licensed(String group, String name, String version, String place, String hash) {
        String licence = licences.of(name);
        if (licence.isEmpty()) {
            troubles.add(place + " has no entry");
        }
        return new Part(group, name, version, licence, place, hash);
    }

    private List<Part> embedded(Path jar, String bundle) throws IOException {
        Map<String, Part> found = new LinkedHashMap<>();
        String place = distribution.relativize(jar).toString();
        TreeSet<String> folders = new TreeSet<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (String name : file.stream().map(JarEntry::getName).sorted().toList()) {
                if (name.endsWith(".class")) {
                    folders.add(name.substring(0, name.lastIndexOf('/') + 1));
                } else if (name.endsWith(".jar")) {
                    found.put(name, named(stem(Path.of(name)), place + "!/" + name, ""));
                }
            }
        }
        for (String folder : folders) {
            // jte compiles our templates into a package of its own
            if (!folder.startsWith("org/hinoban/") && !folder.startsWith("gg/jte/generated/")) {
                Licences.Embedded owner = licences.ofFolder(bundle, folder);
                if (owner.equals(Licences.NOBODY)) {
                    troubles.add(folder + " in " + bundle + " has no entry");
                }
                found.put(owner.name(), new Part("", owner.name(), "embedded", owner.licence(), place, ""));
            }
        }
        return List.copyOf(found.values());
    }

    static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** CycloneDX 1.6, without a time and a serial number, so that the same distribution gives the same bytes. */
    static void write(Path target, String version, List<Part> parts) throws IOException {
        try (Writer writer = Files.newBufferedWriter(target);
                JsonGenerator json = new JsonFactory().createGenerator(writer).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("bomFormat", "CycloneDX");
            json.writeStringField("specVersion", "1.6");
            json.writeNumberField("version", 1);
            json.writeObjectFieldStart("metadata");
            json.writeObjectFieldStart("component");
            json.writeStringField("type", "application");
            json.writeStringField("name", "hinoban");
            json.writeStringField("version", version);
            json.writeEndObject();
            json.writeEndObject();
            json.writeArrayFieldStart("components");
            parts.forEach(part -> write(json, part));
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, Part part) {
        try {
            json.writeStartObject();
            json.writeStringField("type", "library");
            if (!part.group().isEmpty()) {
                json.writeStringField("group", part.group());
            }
            json.writeStringField("name", part.name());
            json.writeStringField("version", part.version());
            if (!part.group().isEmpty()) {
                json.writeStringField("purl", part.url());
            }
            json.writeArrayFieldStart("licenses");
            json.writeStartObject();
            json.writeStringField("expression", part.licence());
            json.writeEndObject();
            json.writeEndArray();
            if (!part.sha256().isEmpty()) {
                json.writeArrayFieldStart("hashes");
                json.writeStartObject();
                json.writeStringField("alg", "SHA-256");
                json.writeStringField("content", part.sha256());
                json.writeEndObject();
                json.writeEndArray();
            }
            json.writeArrayFieldStart("properties");
            json.writeStartObject();
            json.writeStringField("name", "hinoban:path");
            json.writeStringField("value", part.path());
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
