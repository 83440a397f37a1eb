package org.hinoban.web.internal.listen;

import io.nayuki.qrcodegen.QrCode;
import java.net.URI;

/** The code on a terminal that a phone is pointed at. */
record PhoneCode(String url) {
    private static final int QUIET = 2;

    /** The code; and, where no phone gets there, that none does. */
    String drawn() {
        QrCode code = QrCode.encodeText(url, QrCode.Ecc.LOW);
        StringBuilder drawn = new StringBuilder();
        for (int y = -QUIET; y < code.size + QUIET; y += 2) {
            for (int x = -QUIET; x < code.size + QUIET; x++) {
                boolean upper = code.getModule(x, y);
                boolean lower = code.getModule(x, y + 1);
                // Light modules are drawn: most terminals are dark.
                drawn.append(upper ? (lower ? ' ' : '▄') : (lower ? '▀' : '█'));
            }
            drawn.append('\n');
        }
        if (isOfThisMachineAlone()) {
            drawn.append("This address works on this machine alone; a phone needs HINOBAN_BIND and HINOBAN_URL.\n");
        }
        return drawn.toString();
    }

    /** By its looks: a name is not resolved. */
    private boolean isOfThisMachineAlone() {
        String host = URI.create(url).getHost();
        return host != null && (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]"));
    }
}
