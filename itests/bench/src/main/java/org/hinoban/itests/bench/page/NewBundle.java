package org.hinoban.itests.bench.page;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.hinoban.itests.bench.Bench;
import org.hinoban.itests.bench.Row;
import org.hinoban.itests.bench.Run;
import org.hinoban.itests.bench.Samples;
import org.hinoban.itests.bench.Unit;
import org.hinoban.itests.tools.Guest;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Phone;

/** A third party's menu bundle comes and goes while somebody looks at the menu. */
public final class NewBundle implements Bench {
    private static final double BUDGET_SECONDS = 1.5;
    private static final String SHOWS = "there => document.body.innerText.includes('Weather') === there";
    private static final double NANOS = 1e9;

    @Override
    public String name() {
        return "live";
    }

    @Override
    public String about() {
        return "A bundle that somebody else built is dropped into the folder deploy: until its category is on the menu that is"
                + " open in a browser, which nobody touches. Then it is taken away.";
    }

    @Override
    public List<Row> measure(Run run) throws IOException, InterruptedException {
        int rounds = run.rounds(2, 20, 100);
        run.progress(rounds + " times");
        Samples comes = new Samples();
        Samples leaves = new Samples();
        try (Manager manager = Manager.setup().start();
                Chromium chromium = new Chromium()) {
            Path deploy = manager.data().resolve("deploy");
            URI page = manager.url().resolve("/servers/web01");
            Phone phone = Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD);
            try (Tab tab = new Tab(chromium.visit(Chromium.Form.ENGLISH, manager.url(), phone.session()))) {
                tab.open(page);
                byte[] guest = guest();
                for (int i = 0; i < rounds; i++) {
                    comes.add(after(tab, true, () -> Guest.install(guest, deploy)));
                    leaves.add(after(tab, false, () -> Guest.uninstall(deploy)));
                }
            }
        }
        return List.of(
                Row.atMost(
                                "new bundle on an open page",
                                Unit.SECONDS.of(comes.median()),
                                Unit.SECONDS.of(BUDGET_SECONDS))
                        .remark(counted(comes)),
                Row.plain("bundle gone from an open page", Unit.SECONDS.of(leaves.median()))
                        .remark(counted(leaves)));
    }

    private static byte[] guest() throws IOException {
        try {
            return Guest.build();
        } catch (Exception e) {
            throw new IOException("The bundle cannot be built", e);
        }
    }

    private static String counted(Samples samples) {
        return "median of " + samples.count() + ", worst " + Unit.SECONDS.of(samples.worst());
    }

    private static double after(Tab tab, boolean there, Deed deed) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        deed.run();
        tab.page().waitForFunction(SHOWS, there);
        return (System.nanoTime() - begun) / NANOS;
    }

    private interface Deed {
        void run() throws IOException, InterruptedException;
    }
}
