package org.hinoban.web.internal.listen;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.BitSet;
import java.util.Optional;

/**
 * Addresses that begin alike, written {@code 10.0.0.0/8}; or a single one.
 *
 * @param beginning as many bits as count
 * @param bytes of an address of its kind: 4 or 16
 */
record Network(BitSet beginning, int bits, int bytes) {
    /** Empty for what is no address: a name is not looked up. */
    static Optional<Network> of(String text) {
        int slash = text.indexOf('/');
        Optional<byte[]> address = address(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int bytes = address.get().length;
        int bits = slash < 0 ? bytes * 8 : number(text.substring(slash + 1));
        return bits < 0 || bits > bytes * 8
                ? Optional.empty()
                : Optional.of(new Network(beginning(address.get(), bits), bits, bytes));
    }

    boolean holds(String peer) {
        return address(peer)
                .filter(address ->
                        address.length == bytes && beginning(address, bits).equals(beginning))
                .isPresent();
    }

    private static BitSet beginning(byte[] address, int bits) {
        BitSet beginning = new BitSet(bits);
        for (int bit = 0; bit < bits; bit++) {
            beginning.set(bit, (address[bit / 8] >> (7 - bit % 8) & 1) == 1);
        }
        return beginning;
    }

    private static Optional<byte[]> address(String text) {
        boolean digits = text.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == '.' || c == ':');
        if (!digits || !(text.contains(":") || text.matches("\\d+(\\.\\d+){3}"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static int number(String digits) {
        return digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : -1;
    }
}
