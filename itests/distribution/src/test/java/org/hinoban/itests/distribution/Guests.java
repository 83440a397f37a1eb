package org.hinoban.itests.distribution;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;

/** Builds a third party's bundle as a third party does, with bnd against the API. */
final class Guests {
    static final String NAME = "org.example.guest";

    private Guests() {}

    // So declares bnd.
    @SuppressWarnings("ThrowSpecificExceptions")
    static InputStream bundle() throws Exception {
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
                return new ByteArrayInputStream(bytes.toByteArray());
            }
        }
    }

    private static void words(Jar jar, String language, String text) {
        jar.putResource("OSGI-INF/l10n/bundle" + language + ".properties", new EmbeddedResource(text, 0));
    }

}
