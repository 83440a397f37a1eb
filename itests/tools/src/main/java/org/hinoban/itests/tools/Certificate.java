package org.hinoban.itests.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A certificate for a server, signed by an authority of the test's own.
 *
 * @param chain PEM
 * @param key PEM
 * @param trust a PKCS #12 store with the authority, password {@value #STORE_PASSWORD}
 */
public record Certificate(Path authority, Path chain, Path key, Path trust) {
    public static final String STORE_PASSWORD = "changeit";

    /**
     * Makes one with openssl.
     *
     * @param names such as {@code DNS:localhost,IP:127.0.0.1}
     */
    public static Certificate make(Path folder, String names) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path authority = folder.resolve("ca.pem");
        Path authorityKey = folder.resolve("ca.key");
        Path request = folder.resolve("server.csr");
        Path server = folder.resolve("server.pem");
        Path key = folder.resolve("server.key");
        Path trust = folder.resolve("trust.p12");
        Path extensions = Files.writeString(folder.resolve("server.ext"), "subjectAltName=" + names + "\n");
        Commands.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=Hinoban test authority",
                "-keyout",
                authorityKey.toString(),
                "-out",
                authority.toString());
        Commands.run(
                "openssl",
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=Hinoban test server",
                "-keyout",
                key.toString(),
                "-out",
                request.toString());
        Commands.run(
                "openssl",
                "x509",
                "-req",
                "-days",
                "2",
                "-in",
                request.toString(),
                "-CA",
                authority.toString(),
                "-CAkey",
                authorityKey.toString(),
                "-CAcreateserial",
                "-extfile",
                extensions.toString(),
                "-out",
                server.toString());
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Commands.run(
                keytool.toString(),
                "-importcert",
                "-noprompt",
                "-alias",
                "test",
                "-file",
                authority.toString(),
                "-keystore",
                trust.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                STORE_PASSWORD);
        return new Certificate(authority, server, key, trust);
    }

    /** What makes a Java program trust the authority, for the environment variable JAVA_TOOL_OPTIONS. */
    public String javaOptions() {
        return "-Djavax.net.ssl.trustStore=" + trust + " -Djavax.net.ssl.trustStorePassword=" + STORE_PASSWORD
                + " -Djavax.net.ssl.trustStoreType=PKCS12";
    }
}
