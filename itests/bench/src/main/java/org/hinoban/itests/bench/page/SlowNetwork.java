package org.hinoban.itests.bench.page;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;

/** The network of a phone with a bad connection, as Chromium itself plays it. */
public final class SlowNetwork {
    static final int LATENCY_MILLIS = 400;
    static final int BYTES_PER_SECOND = 50_000;

    private SlowNetwork() {}

    /** From now on each request of the page waits and its answer trickles. Making a connection costs nothing here. */
    public static void emulate(Tab tab) {
        CDPSession session = tab.page().context().newCDPSession(tab.page());
        session.send("Network.enable");
        JsonObject conditions = new JsonObject();
        conditions.addProperty("offline", false);
        conditions.addProperty("latency", LATENCY_MILLIS);
        conditions.addProperty("downloadThroughput", BYTES_PER_SECOND);
        conditions.addProperty("uploadThroughput", BYTES_PER_SECOND);
        session.send("Network.emulateNetworkConditions", conditions);
    }
}
