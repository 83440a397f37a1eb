package org.hinoban.connector.local.internal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hinoban.api.fault.Observation;
import org.hinoban.api.fault.Report;
import org.hinoban.api.server.ComponentPath;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reports that have not been taken in yet, in their order, forced to disk before they are handed over. What was left
 * by the run before comes first, with its own numbers; what is new is numbered in an epoch of this run. Safe for use by
 * several threads.
 */
final class Spool implements AutoCloseable {
    static final int MAX_WAITING = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final int REPORT = 1;
    private static final int TAKEN = 2;
    private static final int MAX_RECORD_BYTES = 16 << 20;
    private static final long MAX_FILE_BYTES = 1 << 20;

    private final Path file;
    private final String source;
    private final String server;
    private final int maxWaiting;
    /** Guarded by this, as is all that follows. */
    private final Deque<Report> waiting = new ArrayDeque<>();

    private String epoch = UUID.randomUUID().toString();
    private long sequence;
    private boolean gap;
    private boolean written = true;
    private long lastTaken = System.nanoTime();
    private @Nullable FileChannel channel;

    Spool(Path file, String source, String server) {
        this(file, source, server, MAX_WAITING);
    }

    Spool(Path file, String source, String server, int maxWaiting) {
        this.file = file;
        this.source = source;
        this.server = server;
        this.maxWaiting = maxWaiting;
        waiting.addAll(left());
        rewrite();
    }

    synchronized void add(Observation observation) {
        if (waiting.isEmpty()) {
            lastTaken = System.nanoTime();
        }
        waiting.addLast(new Report(source, epoch, ++sequence, server, observation));
        if (waiting.size() > maxWaiting) {
            thin();
            rewrite();
        } else {
            append(REPORT, waiting.getLast());
        }
        notifyAll();
    }

    /** The first report that waits; waits for one. It stays until it is {@link #taken}. */
    synchronized Report first() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        return waiting.getFirst();
    }

    /** How it stands now. */
    synchronized Standing standing() {
        long bytes = 0;
        try {
            FileChannel open = channel;
            bytes = open == null ? 0 : open.size();
        } catch (IOException e) {
            LOG.debug("{} is being closed", file, e);
        }
        return new Standing(waiting.size(), Duration.ofNanos(System.nanoTime() - lastTaken), bytes, written);
    }

    /**
     * @param waiting how many reports have not been taken in
     * @param since the last one was taken in, or the first one began to wait
     * @param written whether the disk has them all
     */
    record Standing(int waiting, Duration since, long bytes, boolean written) {}

    /** A report has been taken in. */
    synchronized void taken(Report report) {
        if (report.equals(waiting.peekFirst())) {
            waiting.removeFirst();
            lastTaken = System.nanoTime();
            append(TAKEN, report);
        }
    }

    /** Whether reports were dropped since this was asked last, and all others have been taken in. */
    synchronized boolean endsGap() {
        boolean ends = gap && waiting.isEmpty();
        gap = gap && !ends;
        return ends;
    }

    /**
     * Keeps of each component the first and the last report. The very first may be on its way and keeps its number; the
     * others are numbered anew, since their numbers have holes now.
     */
    private void thin() {
        LOG.warn("More than {} reports wait: of each component only the first and the last are kept", maxWaiting);
        gap = true;
        List<Report> all = List.copyOf(waiting);
        Set<Report> kept = new HashSet<>();
        keepFirstOfEach(all, kept);
        List<Report> backwards = new ArrayList<>(all);
        Collections.reverse(backwards);
        keepFirstOfEach(backwards, kept);
        waiting.clear();
        waiting.add(all.get(0));
        epoch = UUID.randomUUID().toString();
        sequence = 0;
        for (Report report : all.subList(1, all.size())) {
            // With thousands of components even these are too many: then the whole at the end must do.
            if (kept.contains(report) && waiting.size() < maxWaiting) {
                waiting.addLast(new Report(source, epoch, ++sequence, server, report.observation()));
            }
        }
    }

    private static void keepFirstOfEach(List<Report> reports, Set<Report> kept) {
        Set<ComponentPath> seen = new HashSet<>();
        boolean whole = false;
        for (Report report : reports) {
            if (report.observation() instanceof Observation.Changed changed) {
                if (seen.add(changed.component())) {
                    kept.add(report);
                }
            } else if (report.observation() instanceof Observation.Whole && !whole) {
                whole = true;
                kept.add(report);
            }
        }
    }

    private void append(int type, Report report) {
        FileChannel open = channel;
        try {
            if (!written || open == null || open.size() > MAX_FILE_BYTES) {
                rewrite();
                return;
            }
            write(open, type, report);
            if (type == REPORT) {
                open.force(false);
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    /** Writes a new file with what waits. */
    private void rewrite() {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Path folder = file.toAbsolutePath().getParent();
        try {
            close();
            Files.createDirectories(folder);
            FileChannel open = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
            channel = open;
            for (Report report : waiting) {
                write(open, REPORT, report);
            }
            open.force(true);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            // its new name is in the folder, which a power cut would otherwise leave as it was
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
            written = true;
        } catch (IOException e) {
            failed(e);
        }
    }

    private void failed(IOException e) {
        if (written) {
            LOG.warn("{} cannot be written: reports wait in memory alone until it can", file, e);
        }
        written = false;
    }

    private static void write(FileChannel channel, int type, Report report) throws IOException {
        byte[] content = ReportCodec.encode(report);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length + 5);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(type);
        if (type == TAKEN) {
            out.writeUTF(report.epoch());
            out.writeLong(report.sequence());
        } else {
            out.writeInt(content.length);
            out.write(content);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** What the run before has left. A record that was cut off by a crash was not handed over either. */
    private List<Report> left() {
        List<Report> left = new ArrayList<>();
        if (!Files.exists(file)) {
            return left;
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (true) {
                int type = in.read();
                if (type == REPORT) {
                    int length = in.readInt();
                    if (length < 0 || length > MAX_RECORD_BYTES) {
                        throw new IOException("A record of " + length + " bytes");
                    }
                    byte[] content = new byte[length];
                    in.readFully(content);
                    left.add(ReportCodec.decode(content));
                } else if (type == TAKEN) {
                    String takenEpoch = in.readUTF();
                    long taken = in.readLong();
                    left.removeIf(report -> report.epoch().equals(takenEpoch) && report.sequence() == taken);
                } else {
                    break;
                }
            }
        } catch (EOFException e) {
            LOG.debug("{} ends in the middle of a record", file, e);
        } catch (IOException e) {
            LOG.warn("{} is damaged: what follows the damage is left out, the whole state comes instead", file, e);
        }
        return left;
    }

    @Override
    public synchronized void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}
