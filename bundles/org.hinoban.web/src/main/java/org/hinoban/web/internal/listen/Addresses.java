package org.hinoban.web.internal.listen;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The addresses of this machine. */
final class Addresses {
    private Addresses() {}

    /** Those that others could reach, IPv4 first; none if the machine is on no network. */
    static List<InetAddress> reachable() {
        List<InetAddress> addresses = new ArrayList<>();
        try {
            for (NetworkInterface face : NetworkInterface.networkInterfaces().toList()) {
                if (face.isUp() && !face.isLoopback()) {
                    face.inetAddresses()
                            .filter(address -> !address.isLinkLocalAddress())
                            .forEach(addresses::add);
                }
            }
        } catch (SocketException e) {
            return List.of();
        }
        addresses.sort(Comparator.comparing(address -> !(address instanceof Inet4Address)));
        return addresses;
    }

    /** An address as it stands in a URL. */
    static String inUrl(String address) {
        int zone = address.indexOf('%');
        String plain = zone < 0 ? address : address.substring(0, zone);
        return plain.indexOf(':') >= 0 ? "[" + plain + "]" : plain;
    }

    /** The URL of what is bound, as somebody else would reach it. */
    static String url(String bind, int port, boolean loopback) {
        if (loopback) {
            return "http://" + inUrl(bind) + ":" + port;
        }
        String host = bind;
        if (isAny(bind)) {
            host = reachable().stream()
                    .findFirst()
                    .map(InetAddress::getHostAddress)
                    .orElse("127.0.0.1");
        }
        return "https://" + inUrl(host) + ":" + port;
    }

    static boolean isAny(String bind) {
        try {
            return InetAddress.getByName(bind).isAnyLocalAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
