package org.hinoban.itests.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hinoban.itests.bench.Bench;
import org.hinoban.itests.bench.ProcessUse;
import org.hinoban.itests.bench.Quantity;
import org.hinoban.itests.bench.Row;
import org.hinoban.itests.bench.Run;
import org.hinoban.itests.bench.Unit;
import org.hinoban.itests.tools.Manager;
import org.hinoban.itests.tools.Phone;

/** Sixteen phones that look at the same page as fast as they can. */
public final class Load implements Bench {
    private static final int FAULTS = 200;
    private static final int HUNDRED = 100;
    private static final int THOUSAND = 1000;
    private static final Quantity BUDGET_RATE = Unit.PER_SECOND.of(4000);
    private static final Quantity BUDGET_P99 = Unit.MILLIS.of(100);
    /** DESIGN: of a manager of 1,000 servers. */
    private static final double BUDGET_MEGABYTES = 280;

    private static final int LOGINS = 20;
    /** How many servers the overview shows at once. */
    private static final int FIRST_PAGE = 100;

    @Override
    public String name() {
        return "load";
    }

    @Override
    public String about() {
        return "Requests of " + Target.CLIENTS
                + " clients that ask again as soon as they are answered (wrk, on the same machine), with one"
                + " session. The servers come from a bundle that was installed into the running manager; their "
                + FAULTS + " faults went through the same door as all others, into SQLite on disk.";
    }

    @Override
    public List<Row> measure(Run run) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        try (Manager manager = quiet()) {
            rows.addAll(new Target(manager, run, "/login", Map.of(), null, null).rows("login page"));
            rows.add(loginCost(manager));
        }
        rows.addAll(overview(run, HUNDRED));
        rows.addAll(overview(run, THOUSAND));
        return rows;
    }

    /** Without the machine that it runs on, which has states of its own. */
    static Manager quiet() throws IOException, InterruptedException {
        return Manager.setup()
                .file("org.hinoban.connector.local.cfg", "enabled = false\n")
                .start();
    }

    private static List<Row> overview(Run run, int servers) throws IOException, InterruptedException {
        try (Manager manager = quiet()) {
            FleetBundle.install(manager, servers, FAULTS, 1);
            Phone phone = Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD);
            check(phone, servers);
            Target target = new Target(
                    manager,
                    run,
                    "/",
                    Map.of("Cookie", cookies(phone)),
                    servers == HUNDRED ? BUDGET_RATE : null,
                    servers == THOUSAND ? BUDGET_P99 : null);
            List<Row> rows = new ArrayList<>(target.rows("overview of " + servers + " servers"));
            check(phone, servers);
            if (servers == THOUSAND) {
                ProcessUse use = new ProcessUse(manager.pid());
                rows.add(Row.atMost(
                        "memory after the load, resident",
                        Quantity.megabytes(use.residentBytes()),
                        Unit.MEGABYTES.of(BUDGET_MEGABYTES)));
                rows.add(Row.plain("memory after the load, private", Quantity.megabytes(use.privateBytes())));
            }
            return rows;
        }
    }

    /** That the page shows the servers of a first page, the faulted ones first. */
    private static void check(Phone phone, int servers) throws IOException, InterruptedException {
        String page = phone.page("/").body();
        int shown = count(page, "data-path=");
        int abnormal = count(page, "data-path=\"[^\"]*\" data-state=\"abnormal\"");
        if (shown != Math.min(servers, FIRST_PAGE) || abnormal != Math.min(shown, FAULTS)) {
            throw new IllegalStateException("The page shows " + shown + " servers, " + abnormal + " of them abnormal");
        }
    }

    private static String cookies(Phone phone) {
        return phone.session().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private static int count(String page, String pattern) {
        return page.split(pattern, -1).length - 1;
    }

    private static Row loginCost(Manager manager) throws IOException, InterruptedException {
        ProcessUse use = new ProcessUse(manager.pid());
        Duration before = use.processorTime();
        for (int i = 0; i < LOGINS; i++) {
            Phone.loggedIn(manager.url(), "admin", Manager.PASSWORD);
        }
        double millis = use.processorTime().minus(before).toMillis() / (double) LOGINS;
        return Row.plain("logging in, with the page before it", Unit.CPU_MILLIS.of(millis))
                .remark("most of it is what makes a stolen password table worthless (Argon2id)");
    }
}
