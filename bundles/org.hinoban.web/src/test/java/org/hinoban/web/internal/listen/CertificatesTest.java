package org.hinoban.web.internal.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;
import org.hinoban.web.internal.listen.Certificates.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
    private static final String URL = "https://hinoban.example.org:8443";

    @TempDir
    Path folder;

    @Test
    void makesACertificateOnceForTheHostOfTheUrl() throws Exception {
        Certificates certificates = new Certificates(folder.resolve("tls"));
        Store made = certificates.selfSigned(URL);
        X509Certificate certificate = certificate(made);
        assertThat(certificate.getSubjectAlternativeNames())
                .anySatisfy(name -> assertThat(name.get(1)).isEqualTo("hinoban.example.org"))
                .anySatisfy(name -> assertThat(name.get(1)).isEqualTo("127.0.0.1"));
        certificate.verify(certificate.getPublicKey());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.file())))
                .isEqualTo("rw-------");
        assertThat(certificate(certificates.selfSigned(URL))).isEqualTo(certificate);
        assertThat(certificate(certificates.selfSigned("https://other.example.org")))
                .isNotEqualTo(certificate);
        Store renewed = certificates.renewed(URL);
        assertThat(Certificates.chain(certificates.selfSigned(URL)))
                .isEqualTo(Certificates.chain(renewed))
                .doesNotContain(certificate);
    }

    @Test
    void makesANewOneWhereACrashLeftHalfOfThePair() throws Exception {
        Path tls = folder.resolve("tls");
        Certificates certificates = new Certificates(tls);
        X509Certificate made = certificate(certificates.selfSigned(URL));
        Files.writeString(tls.resolve("self-signed.password"), "that-of-the-one-before");
        Store anew = certificates.selfSigned(URL);
        assertThat(Certificates.chain(anew)).hasSize(1).doesNotContain(made);
        assertThat(certificates.selfSigned(URL)).isEqualTo(anew);
        Files.write(anew.file(), new byte[0]);
        assertThat(Certificates.chain(certificates.selfSigned(URL))).hasSize(1);
        Files.delete(tls.resolve("self-signed.password"));
        assertThat(Certificates.chain(certificates.selfSigned(URL))).hasSize(1);
    }

    @Test
    void takesPemFilesWithKeysInEachForm() throws Exception {
        Certificates certificates = new Certificates(folder.resolve("tls"));
        Store made = certificates.selfSigned(URL);
        PrivateKey key =
                (PrivateKey) open(made).getKey("hinoban", made.password().toCharArray());
        Path chain = Files.writeString(folder.resolve("chain.pem"), pem(certificate(made)));
        Path sec1 = Files.writeString(folder.resolve("sec1.pem"), pem(key));
        Path pkcs8 =
                Files.writeString(folder.resolve("pkcs8.pem"), pem(new PemObject("PRIVATE KEY", key.getEncoded())));
        assertThat(Files.readString(sec1)).contains("BEGIN EC PRIVATE KEY");
        for (Path file : new Path[] {sec1, pkcs8}) {
            Store store = certificates.of(chain, file);
            Key read = open(store).getKey("hinoban", store.password().toCharArray());
            assertThat(read.getEncoded()).isEqualTo(key.getEncoded());
            assertThat(certificate(store)).isEqualTo(certificate(made));
        }
    }

    @Test
    void refusesAKeyThatIsNoneOrAnothers() throws Exception {
        Certificates certificates = new Certificates(folder.resolve("tls"));
        Store made = certificates.selfSigned(URL);
        Path chain = Files.writeString(folder.resolve("chain.pem"), pem(certificate(made)));
        assertThatThrownBy(() -> certificates.of(chain, chain))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("has no private key");
        for (String algorithm : new String[] {"RSA", "EC"}) {
            PrivateKey other =
                    KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
            Path file = Files.writeString(folder.resolve(algorithm + ".pem"), pem(other));
            assertThatThrownBy(() -> certificates.of(chain, file))
                    .isInstanceOf(GeneralSecurityException.class)
                    .hasMessageContaining("is not that of");
        }
    }

    private static X509Certificate certificate(Store store) throws Exception {
        return (X509Certificate) open(store).getCertificate("hinoban");
    }

    private static KeyStore open(Store store) throws Exception {
        KeyStore opened = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store.file())) {
            opened.load(stream, store.password().toCharArray());
        }
        return opened;
    }

    private static String pem(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object instanceof PemObject ? object : new JcaMiscPEMGenerator(object));
        }
        return text.toString();
    }
}
