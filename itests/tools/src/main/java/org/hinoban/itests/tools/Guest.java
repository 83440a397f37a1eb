package org.hinoban.itests.tools;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Builds a third party's bundle as a third party does, with bnd against the API. */
public final class Guest {
    /** Its symbolic name. */
    public static final String NAME = "org.example.guest";

    private Guest() {}

    /** Drops the bundle into a folder that a manager watches. */
    // So declares bnd.
    @SuppressWarnings("ThrowSpecificExceptions")
    public static void install(Path deploy) throws Exception {
        install(build(), deploy);
    }

    /** Drops what was built before. */
    public static void install(byte[] bundle, Path deploy) throws IOException {
        Stranger.drop(bundle, deploy.resolve("guest.jar"));
    }

    /** The bundle. */
    @SuppressWarnings("ThrowSpecificExceptions")
    public static byte[] build() throws Exception {
        return bundle(NAME, "org.hinoban.itests.guest", Map.of("", "weather=Weather\n", "_ja", "weather=天気\n"));
    }

    /** Takes it away again. */
    public static void uninstall(Path deploy) throws IOException {
        Files.deleteIfExists(deploy.resolve("guest.jar"));
    }

    /**
     * A bundle of one package of the class path.
     *
     * @param words the content of its properties files by the end of their names: empty, or {@code _ja}
     */
    @SuppressWarnings("ThrowSpecificExceptions")
    public static byte[] bundle(String name, String thePackage, Map<String, String> words) throws Exception {
        try (Builder builder = new Builder()) {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (new File(entry).exists() && !entry.endsWith(".xml") && !entry.endsWith(".pom")) {
                    builder.addClasspath(new File(entry));
                }
            }
            builder.setProperty("Bundle-SymbolicName", name);
            builder.setProperty("Bundle-Version", "1.0.0");
            builder.setProperty("Private-Package", thePackage);
            builder.setProperty("Import-Package", "org.jspecify.annotations;resolution:=optional,*");
            try (Jar jar = builder.build()) {
                if (!builder.isOk()) {
                    throw new IllegalStateException(builder.getErrors() + " " + builder.getWarnings());
                }
                words.forEach((language, text) -> jar.putResource(
                        "OSGI-INF/l10n/bundle" + language + ".properties", new EmbeddedResource(text, 0)));
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                jar.write(bytes);
                return bytes.toByteArray();
            }
        }
    }
}
