package org.hinoban.itests.tools;

import java.io.IOException;

/**
 * A network namespace of the test's own, reached over a pair of virtual interfaces: what listens there has an address that
 * is not loopback, and nobody else sees it. Needs root.
 */
public final class Namespace implements AutoCloseable {
    private static final int NETS = 250;

    private final String name;
    private final String outer;
    private final String address;

    private Namespace(String name, String outer, String address) {
        this.name = name;
        this.outer = outer;
        this.address = address;
    }

    public static Namespace make() throws IOException, InterruptedException {
        long pid = ProcessHandle.current().pid();
        String name = "hinoban-" + pid;
        String outer = "hb" + pid;
        String net = freeNet();
        Namespace namespace = new Namespace(name, outer, net + "2");
        Commands.run("ip", "netns", "add", name);
        try {
            Commands.run("ip", "link", "add", outer, "type", "veth", "peer", "name", "eth0", "netns", name);
            Commands.run("ip", "addr", "add", net + "1/24", "dev", outer);
            Commands.run("ip", "link", "set", outer, "up");
            Commands.run("ip", "-n", name, "addr", "add", net + "2/24", "dev", "eth0");
            Commands.run("ip", "-n", name, "link", "set", "eth0", "up");
            Commands.run("ip", "-n", name, "link", "set", "lo", "up");
        } catch (IOException e) {
            namespace.close();
            throw e;
        }
        return namespace;
    }

    /** The beginning of the addresses of a network that no interface of this machine is in. */
    private static String freeNet() throws IOException, InterruptedException {
        String addresses = Commands.run("ip", "-o", "-4", "addr");
        for (int i = 0; i < NETS; i++) {
            String net = "10.213." + i + ".";
            if (!addresses.contains(net)) {
                return net;
            }
        }
        throw new IOException("No network is free:\n" + addresses);
    }

    public String name() {
        return name;
    }

    /** The address in it, as the tests reach it. */
    public String address() {
        return address;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Commands.run("sh", "-c", "ip link del " + outer + " 2> /dev/null; ip netns del " + name);
    }
}
