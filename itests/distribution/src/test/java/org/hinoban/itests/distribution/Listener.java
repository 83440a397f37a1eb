package org.hinoban.itests.distribution;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A port on which a process listens, from what the kernel says of it. */
record Listener(InetAddress address, int port) {
    private static final String LISTENING = "0A";
    private static final int GREETING_MILLIS = 2_000;

    /** All of one process, TCP in both versions of IP, in the order of ports. */
    static List<Listener> of(long process) throws IOException {
        Set<String> sockets = sockets(process);
        List<Listener> listeners = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/" + process + "/net/" + table))) {
                String[] words = line.strip().split("\\s+");
                if (words.length > 9 && words[3].equals(LISTENING) && sockets.contains(words[9])) {
                    listeners.add(parse(words[1]));
                }
            }
        }
        listeners.sort(Comparator.comparing(Listener::port));
        return listeners;
    }

    /** Datagram sockets of a process: there must be none. */
    static long datagrams(long process) throws IOException {
        Set<String> sockets = sockets(process);
        long count = 0;
        for (String table : List.of("udp", "udp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/" + process + "/net/" + table))) {
                String[] words = line.strip().split("\\s+");
                count += words.length > 9 && sockets.contains(words[9]) ? 1 : 0;
            }
        }
        return count;
    }

    /** What it says to whom connects, at first; empty if it waits for the other. */
    String greeting() throws IOException {
        try (Socket socket =
                new Socket(address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address, port)) {
            socket.setSoTimeout(GREETING_MILLIS);
            byte[] bytes = socket.getInputStream().readNBytes(4);
            return new String(bytes, StandardCharsets.US_ASCII);
        } catch (SocketTimeoutException e) {
            return "";
        }
    }

    private static Set<String> sockets(long process) throws IOException {
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/" + process + "/fd"))) {
            for (Path file : files.toList()) {
                if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                    String target = Files.readSymbolicLink(file).toString();
                    if (target.startsWith("socket:[")) {
                        sockets.add(target.substring("socket:[".length(), target.length() - 1));
                    }
                }
            }
        }
        return sockets;
    }

    /** The kernel writes each four bytes in the order of the machine, which is little-endian here. */
    private static Listener parse(String local) throws IOException {
        String[] parts = local.split(":");
        byte[] bytes = HexFormat.of().parseHex(parts[0]);
        for (int word = 0; word < bytes.length; word += 4) {
            for (int i = 0; i < 2; i++) {
                byte swapped = bytes[word + i];
                bytes[word + i] = bytes[word + 3 - i];
                bytes[word + 3 - i] = swapped;
            }
        }
        return new Listener(InetAddress.getByAddress(bytes), Integer.parseInt(parts[1], 16));
    }
}
