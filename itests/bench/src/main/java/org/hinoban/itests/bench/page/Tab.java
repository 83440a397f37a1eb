package org.hinoban.itests.bench.page;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Sizes;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One open page, and what the network carried for it. */
public final class Tab implements AutoCloseable {
    private static final Set<String> PARTS_OF_A_PAGE = Set.of("document", "script", "stylesheet", "image", "font");
    private static final int SEE_OTHER = 303;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final String ARRIVED = "() => window.left !== true && document.readyState === 'complete'";

    private final BrowserContext context;
    private final Page page;
    private final List<Request> requests = new ArrayList<>();

    public Tab(BrowserContext context) {
        this.context = context;
        page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onRequestFinished(requests::add);
    }

    public Page page() {
        return page;
    }

    /** @throws IllegalStateException for anything but 200 */
    public void open(URI url) {
        requests.clear();
        Response response = page.navigate(url.toString());
        if (response == null || response.status() != 200) {
            throw new IllegalStateException(url + " answered " + (response == null ? "nothing" : response.status()));
        }
    }

    /** Taps what leads to another page, and waits for it. */
    void tap(String selector) throws InterruptedException {
        requests.clear();
        page.evaluate("() => { window.left = true; }");
        page.locator(selector).first().tap();
        for (int i = 0; i < PATIENCE_MILLIS / 20; i++) {
            if (arrived()) {
                return;
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("Nothing comes after a tap on " + selector + " of " + page.url());
    }

    private boolean arrived() {
        try {
            return (Boolean) page.evaluate(ARRIVED);
        } catch (PlaywrightException e) {
            // Between two pages.
            return false;
        }
    }

    /** Since the last opening or tap, without what an open page asks for later. */
    public Weight weight() {
        page.waitForLoadState();
        int count = 0;
        long bytes = 0;
        for (Request request : List.copyOf(requests)) {
            if (PARTS_OF_A_PAGE.contains(request.resourceType())
                    && !request.url().startsWith("data:")
                    && request.response().status() != SEE_OTHER) {
                Sizes sizes = request.sizes();
                count++;
                bytes += sizes.responseBodySize;
            }
        }
        return new Weight(count, bytes);
    }

    /** @param bytes as they were on the wire, compressed, without headers */
    public record Weight(int requests, long bytes) {}

    @Override
    public void close() {
        context.close();
    }
}
