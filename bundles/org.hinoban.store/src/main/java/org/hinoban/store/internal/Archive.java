package org.hinoban.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.hinoban.store.BackupException;
import org.hinoban.store.internal.Manifest.Part;
import org.hinoban.store.internal.Manifest.Script;
import org.jspecify.annotations.Nullable;

/** A backup that was read once from its first to its last byte and is what its manifest says. */
final class Archive implements AutoCloseable {
    private final ZipFile zip;
    private final Manifest manifest;

    private Archive(ZipFile zip, Manifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    static Archive open(Path file) throws IOException, BackupException {
        if (!Files.isRegularFile(file)) {
            throw new BackupException("There is no file " + file);
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw new BackupException(file + " is no backup, or was cut off: " + e.getMessage(), e);
        }
        try {
            Archive archive = new Archive(zip, manifest(zip));
            archive.verify();
            return archive;
        } catch (IOException | BackupException | RuntimeException e) {
            zip.close();
            throw new BackupException(file + " is not sound: " + e.getMessage(), e);
        }
    }

    Manifest manifest() {
        return manifest;
    }

    InputStream open(Part part) throws IOException {
        @Nullable ZipEntry entry = zip.getEntry(part.entry());
        if (entry == null) {
            throw new IOException(part.entry() + " is missing");
        }
        return zip.getInputStream(entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static Manifest manifest(ZipFile zip) throws IOException, BackupException {
        @Nullable ZipEntry entry = zip.getEntry(Manifest.ENTRY);
        if (entry == null) {
            throw new BackupException("It is no backup of Hinoban");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return Manifest.read(in);
        }
    }

    private void verify() throws IOException, BackupException {
        List<Part> parts = new ArrayList<>(manifest.tables());
        parts.addAll(manifest.files());
        for (Part part : parts) {
            try (DigestInputStream in = new DigestInputStream(open(part), ArchiveWriter.sha256())) {
                in.transferTo(OutputStream.nullOutputStream());
                String found = HexFormat.of().formatHex(in.getMessageDigest().digest());
                if (!found.equals(part.checksum())) {
                    throw new BackupException(part.entry() + " was changed");
                }
            }
        }
        for (Script script : manifest.scripts()) {
            byte[] text = script.text().getBytes(StandardCharsets.UTF_8);
            if (!HexFormat.of().formatHex(ArchiveWriter.sha256().digest(text)).equals(script.checksum())) {
                throw new BackupException("migration " + script.number() + " of " + script.bundle() + " was changed");
            }
        }
    }
}
