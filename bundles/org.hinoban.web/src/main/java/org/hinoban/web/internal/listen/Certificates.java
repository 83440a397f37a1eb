package org.hinoban.web.internal.listen;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.hinoban.web.internal.door.Secrets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the key store that the HTTP server reads: of PEM files, or of a certificate made here. */
final class Certificates {
    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
    private static final String ALIAS = "hinoban";
    private static final Duration VALID = Duration.ofDays(820);
    private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path folder;

    /** @param folder made if it is missing */
    Certificates(Path folder) {
        this.folder = folder;
    }

    /** Where the HTTP server finds key and certificates. */
    record Store(Path file, String password) {}

    /** A key store of PEM files: the chain, and the key as PKCS#1, SEC 1 or PKCS#8. */
    Store of(Path certificate, Path key) throws IOException, GeneralSecurityException {
        List<Certificate> chain = new ArrayList<>();
        AlgorithmIdentifier certified = null;
        for (Object part : parts(certificate)) {
            if (part instanceof X509CertificateHolder holder) {
                if (certified == null) {
                    certified = holder.getSubjectPublicKeyInfo().getAlgorithm();
                }
                chain.add(new JcaX509CertificateConverter().getCertificate(holder));
            }
        }
        PrivateKey privateKey = null;
        for (Object part : parts(key)) {
            if (part instanceof PEMKeyPair pair) {
                privateKey = privateKey(pair.getPrivateKeyInfo(), certified);
            } else if (part instanceof PrivateKeyInfo info) {
                privateKey = privateKey(info, certified);
            }
        }
        if (chain.isEmpty()) {
            throw new GeneralSecurityException(certificate + " has no certificate in PEM form");
        }
        if (privateKey == null) {
            throw new GeneralSecurityException(key + " has no private key in PEM form without a password");
        }
        if (!belong(privateKey, chain.get(0).getPublicKey())) {
            throw new GeneralSecurityException("The key of " + key + " is not that of " + certificate);
        }
        return write("configured", privateKey, chain);
    }

    /** The chain in a key store, the server's own certificate first. */
    static List<X509Certificate> chain(Store store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store.file())) {
            keys.load(stream, store.password().toCharArray());
        }
        return Stream.of(keys.getCertificateChain(ALIAS))
                .map(X509Certificate.class::cast)
                .toList();
    }

    /** The certificate made here, the same as long as it lasts and names the host of the URL. */
    Store selfSigned(String url) throws IOException, GeneralSecurityException {
        Path file = folder.resolve("self-signed.p12");
        Path secret = folder.resolve("self-signed.password");
        try (InputStream stream = Files.newInputStream(file)) {
            String password = Files.readString(secret).strip();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(stream, password.toCharArray());
            if (store.getCertificate(ALIAS) instanceof X509Certificate known
                    && known.getNotAfter().toInstant().isAfter(Instant.now().plus(RENEWED_BEFORE))
                    && names(known, URI.create(url).getHost())) {
                return new Store(file, password);
            }
        } catch (NoSuchFileException e) {
            // the first start
        } catch (IOException | GeneralSecurityException e) {
            LOG.warn(
                    "The certificate in {} cannot be used ({}): a new one is made, and phones that know the old one warn",
                    file,
                    e.getMessage());
        }
        return renewed(url);
    }

    /** A fresh certificate made here, in place of the one before. */
    Store renewed(String url) throws IOException, GeneralSecurityException {
        Path secret = folder.resolve("self-signed.password");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        Store made = write("self-signed", pair.getPrivate(), List.of(sign(pair, url)));
        secure(secret, made.password().getBytes(StandardCharsets.US_ASCII));
        return made;
    }

    /** Some files of elliptic keys name no curve: then it is that of the certificate. */
    private static PrivateKey privateKey(PrivateKeyInfo info, @Nullable AlgorithmIdentifier certified)
            throws IOException {
        AlgorithmIdentifier own = info.getPrivateKeyAlgorithm();
        PrivateKeyInfo whole = certified != null
                        && own.getParameters() == null
                        && own.getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)
                ? new PrivateKeyInfo(certified, info.parsePrivateKey())
                : info;
        return new JcaPEMKeyConverter().getPrivateKey(whole);
    }

    /** Whether what the one signs is accepted by the other. */
    private static boolean belong(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        byte[] sample = {1, 2, 3};
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(sample);
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(certified);
        verifier.update(sample);
        try {
            return verifier.verify(signer.sign());
        } catch (SignatureException e) {
            // of a length that a key of this kind never makes
            return false;
        }
    }

    private static boolean names(X509Certificate certificate, String host) throws GeneralSecurityException {
        String bare = bare(host);
        return certificate.getSubjectAlternativeNames().stream()
                .anyMatch(name -> String.valueOf(name.get(1)).equalsIgnoreCase(bare));
    }

    private static X509Certificate sign(KeyPair pair, String url) throws IOException, GeneralSecurityException {
        Instant now = Instant.now();
        X500Name name = new X500Name("CN=Hinoban");
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(120, new SecureRandom()),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(VALID)),
                name,
                pair.getPublic());
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives(url)));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("The certificate could not be signed", e);
        }
    }

    private static GeneralName[] alternatives(String url) {
        Set<String> hosts = new LinkedHashSet<>();
        hosts.add(bare(URI.create(url).getHost()));
        hosts.add("localhost");
        hosts.add("127.0.0.1");
        try {
            hosts.add(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            // a machine without a name has addresses
        }
        Addresses.reachable().forEach(address -> hosts.add(bare(address.getHostAddress())));
        return hosts.stream()
                .map(host -> new GeneralName(isAddress(host) ? GeneralName.iPAddress : GeneralName.dNSName, host))
                .toArray(GeneralName[]::new);
    }

    private static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    private static String bare(String host) {
        int zone = host.indexOf('%');
        String plain = zone < 0 ? host : host.substring(0, zone);
        return plain.startsWith("[") ? plain.substring(1, plain.length() - 1) : plain;
    }

    private static List<Object> parts(Path file) throws IOException {
        List<Object> parts = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file);
                PEMParser parser = new PEMParser(reader)) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                parts.add(part);
            }
        }
        return parts;
    }

    private Store write(String name, PrivateKey key, List<Certificate> chain)
            throws IOException, GeneralSecurityException {
        String password = Secrets.next();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(ALIAS, key, password.toCharArray(), chain.toArray(Certificate[]::new));
        Path file = folder.resolve(name + ".p12");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password.toCharArray());
        secure(file, bytes.toByteArray());
        return new Store(file, password);
    }

    /** Replaces a file by one that only its owner reads; on disk when this returns. */
    private void secure(Path file, byte[] content) throws IOException {
        Files.createDirectories(folder);
        Path fresh = folder.resolve(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        // Its new name is in the folder: on disk before another file is changed that belongs to it.
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
