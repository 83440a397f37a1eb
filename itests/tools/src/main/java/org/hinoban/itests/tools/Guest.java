package org.hinoban.itests.tools;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Builds a third party's bundle as a third party does, with bnd against the API. */
public final class Guest {
    /** Its symbolic name. */
    public static final String NAME = "org.example.guest";

    private Guest() {}

    /** Drops the bundle into a folder that a manager watches. */
    // So declares bnd.
    @SuppressWarnings("ThrowSpecificExceptions")
    public static void install(Path deploy) throws Exception {
        Path built = Files.createTempFile("hinoban-guest", ".jar");
        Files.write(built, bundle());
        Files.move(built, deploy.resolve("guest.jar.part"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(deploy.resolve("guest.jar.part"), deploy.resolve("guest.jar"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes it away again. */
    public static void uninstall(Path deploy) throws IOException {
        Files.deleteIfExists(deploy.resolve("guest.jar"));
    }

    @SuppressWarnings("ThrowSpecificExceptions")
    private static byte[] bundle() throws Exception {
        try (Builder builder = new Builder()) {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                if (new File(entry).exists() && !entry.endsWith(".xml") && !entry.endsWith(".pom")) {
                    builder.addClasspath(new File(entry));
                }
            }
            builder.setProperty("Bundle-SymbolicName", NAME);
            builder.setProperty("Bundle-Version", "1.0.0");
            builder.setProperty("Private-Package", "org.hinoban.itests.guest");
            builder.setProperty("Import-Package", "org.jspecify.annotations;resolution:=optional,*");
            try (Jar jar = builder.build()) {
                if (!builder.isOk()) {
                    throw new IllegalStateException(builder.getErrors() + " " + builder.getWarnings());
                }
                words(jar, "", "weather=Weather\n");
                words(jar, "_ja", "weather=天気\n");
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                jar.write(bytes);
                return bytes.toByteArray();
            }
        }
    }

    private static void words(Jar jar, String language, String text) {
        jar.putResource("OSGI-INF/l10n/bundle" + language + ".properties", new EmbeddedResource(text, 0));
    }
}
