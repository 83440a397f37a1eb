package org.hinoban.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folder of one manager, held by this process until it is closed. */
final class DataFolder implements AutoCloseable {
    private static final List<String> FOLDERS = List.of("etc", "db", "deploy", "log", "run", "ssh");
    private static final int PROBE_BYTES = 1 << 20;

    private final Path root;
    private final FileChannel channel;

    private DataFolder(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /** Makes what is missing, takes the lock and proves that there is room to write. */
    static DataFolder open(Path root) throws LaunchException {
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectories(root.toAbsolutePath().getParent());
                Files.createDirectory(
                        root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            for (String folder : FOLDERS) {
                Files.createDirectories(root.resolve(folder));
            }
            Files.setPosixFilePermissions(root.resolve("ssh"), PosixFilePermissions.fromString("rwx------"));
            FileChannel channel = FileChannel.open(
                    root.resolve("run/lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            DataFolder folder = new DataFolder(root, channel);
            try {
                folder.lock();
                folder.probe();
            } catch (LaunchException | IOException e) {
                channel.close();
                throw e;
            }
            return folder;
        } catch (IOException e) {
            throw new LaunchException("cannot write to " + root + ": " + reason(e), e);
        }
    }

    Path root() {
        return root;
    }

    Path resolve(String relative) {
        return root.resolve(relative);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void lock() throws LaunchException, IOException {
        if (!tryLock()) {
            ByteBuffer holder = ByteBuffer.allocate(32);
            channel.read(holder, 0);
            String pid =
                    StandardCharsets.US_ASCII.decode(holder.flip()).toString().strip();
            throw new LaunchException("another manager (process " + pid + ") is running on " + root
                    + ": stop it, or choose another folder with HINOBAN_DATA");
        }
        channel.truncate(0);
        channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"), 0);
    }

    private boolean tryLock() throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** A full disk still takes an empty file: only bytes that were forced out prove room. */
    private void probe() throws IOException {
        Path probe = resolve("run/probe");
        try (FileChannel file = FileChannel.open(
                probe, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate(PROBE_BYTES);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "it is not a folder";
        }
        if (failure instanceof NoSuchFileException) {
            return "the folder above does not exist";
        }
        String reason = failure instanceof FileSystemException detailed ? detailed.getReason() : null;
        return reason == null ? String.valueOf(failure.getMessage()) : reason;
    }
}
