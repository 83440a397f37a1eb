package org.hinoban.store.internal;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hinoban.store.BackupException;
import org.hinoban.store.internal.Manifest.Part;

/** A backup that is being written. It has its name only once it is complete and on the disk. */
final class ArchiveWriter implements AutoCloseable {
    private final Path file;
    private final Path unfinished;
    private final FileChannel channel;
    private final ZipOutputStream zip;
    private final List<Part> tables = new ArrayList<>();
    private final List<Part> files = new ArrayList<>();

    private ArchiveWriter(Path file, Path unfinished, FileChannel channel) {
        this.file = file;
        this.unfinished = unfinished;
        this.channel = channel;
        this.zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
    }

    static ArchiveWriter create(Path file) throws IOException, BackupException {
        if (Files.exists(file)) {
            throw new BackupException(file + " exists already");
        }
        Path folder = folder(file);
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path unfinished = folder.resolve("." + file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        FileChannel channel = FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return new ArchiveWriter(file, unfinished, channel);
    }

    /** Writes the rows of a table. */
    @FunctionalInterface
    interface Content {
        long write(OutputStream out) throws IOException, SQLException;
    }

    void table(String name, Content content) throws IOException, SQLException {
        tables.add(part("tables/" + name + ".jsonl", name, content));
    }

    /** @param name the file below the data folder */
    void file(String name, Path source) throws IOException, SQLException {
        files.add(part("files/" + name, name, out -> {
            Files.copy(source, out);
            return 0;
        }));
    }

    private Part part(String entry, String name, Content content) throws IOException, SQLException {
        zip.putNextEntry(new ZipEntry(entry).setLastModifiedTime(FileTime.fromMillis(0)));
        DigestOutputStream digested = new DigestOutputStream(new Unclosed(zip), sha256());
        long rows = content.write(digested);
        digested.flush();
        zip.closeEntry();
        return new Part(
                entry,
                name,
                rows,
                HexFormat.of().formatHex(digested.getMessageDigest().digest()));
    }

    /** Completes the file and gives it its name. */
    Manifest finish(Manifest head) throws IOException {
        Manifest manifest =
                new Manifest(head.version(), head.made(), head.database(), head.data(), head.scripts(), tables, files);
        zip.putNextEntry(new ZipEntry(Manifest.ENTRY).setLastModifiedTime(FileTime.fromMillis(0)));
        manifest.write(new Unclosed(zip));
        zip.closeEntry();
        zip.finish();
        zip.flush();
        channel.force(true);
        zip.close();
        Files.move(unfinished, file);
        try (FileChannel folder = FileChannel.open(folder(file), StandardOpenOption.READ)) {
            folder.force(true);
        }
        return manifest;
    }

    /** Leaves nothing behind if it was not finished. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(unfinished);
    }

    private static Path folder(Path file) {
        return file.toAbsolutePath().resolveSibling("");
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whoever writes an entry may close it, and the archive goes on. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
