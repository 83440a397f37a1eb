package org.hinoban.itests.bench.page;

import java.io.IOException;
import java.net.HttpCookie;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hinoban.itests.bench.Bench;
import org.hinoban.itests.bench.Row;
import org.hinoban.itests.bench.Run;
import org.hinoban.itests.bench.Unit;
import org.hinoban.itests.tools.Manager;

/** What each page weighs. */
public final class Pages implements Bench {
    private static final double LOGIN_BYTES = 4096;
    private static final double PAGE_BYTES = 8192;
    private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"?(/[^\"#? >]*)");
    /** Enough for all kinds; a machine with very many parts would take all day. */
    private static final int MAX_OTHERS = 60;

    @Override
    public String name() {
        return "pages";
    }

    @Override
    public String about() {
        return "Bytes of the answers' bodies as Chromium got them, compressed, with an empty cache: the heaviest of English"
                + " and Japanese, with script and without. The confirmation and the result are weighed after the page"
                + " before them. The other pages are all those that links lead to.";
    }

    @Override
    public List<Row> measure(Run run) throws IOException, InterruptedException {
        try (Scene scene = Scene.set(Manager.setup());
                Chromium chromium = new Chromium()) {
            Scales scales = new Scales();
            for (Chromium.Form form : Chromium.Form.ALL) {
                run.progress(form.toString());
                weigh(scene, chromium, form, scales);
            }
            List<Row> rows = new ArrayList<>();
            scales.rows(rows, LOGIN_BYTES, PAGE_BYTES);
            others(scene, chromium, run, rows);
            return rows;
        }
    }

    private static void weigh(Scene scene, Chromium chromium, Chromium.Form form, Scales scales)
            throws InterruptedException {
        scales.put("login", form, load(scene, chromium, form, "/login", List.of()));
        for (Map.Entry<String, String> page : named(scene).entrySet()) {
            scales.put(page.getKey(), form, load(scene, chromium, form, page.getValue(), scene.session()));
        }
        try (Tab tab = new Tab(chromium.visit(form, scene.url(), scene.session()))) {
            tab.open(scene.manager().resolve(scene.runs().page()));
            tab.tap("form[action$='/restart'] button");
            scales.put("confirmation", form, tab.weight());
            tab.tap("form:has(input[name=confirm]) button");
            scales.put("result", form, tab.weight());
        }
    }

    private static Tab.Weight load(
            Scene scene, Chromium chromium, Chromium.Form form, String path, List<HttpCookie> session) {
        try (Tab tab = new Tab(chromium.visit(form, scene.url(), session))) {
            tab.open(scene.manager().resolve(path));
            return tab.weight();
        }
    }

    private static Map<String, String> named(Scene scene) {
        String server = "/servers/" + Manager.SERVER;
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("fix card", scene.card());
        pages.put("servers", "/");
        pages.put("menu", server);
        pages.put("hardware", server + "/hardware");
        pages.put("software", server + "/software");
        pages.put("component", scene.dead().page());
        pages.put("incidents", "/incidents");
        pages.put("account", "/account");
        pages.put("settings", "/settings");
        pages.put("mailbox", "/mailbox");
        pages.put("mail", scene.mail());
        return pages;
    }

    /** What links lead to beside: a row for each page of the site, and one for the heaviest of all others. */
    private static void others(Scene scene, Chromium chromium, Run run, List<Row> rows)
            throws IOException, InterruptedException {
        List<String> paths = linked(scene);
        run.progress(paths.size() + " other pages");
        String heaviest = "";
        long most = -1;
        int count = 0;
        for (String path : paths) {
            long bytes = load(scene, chromium, Chromium.Form.ENGLISH, path, scene.session())
                    .bytes();
            if (path.lastIndexOf('/') == 0) {
                rows.add(Row.plain(path.substring(1), Unit.BYTES.of(bytes)).remark(Chromium.Form.ENGLISH.toString()));
                continue;
            }
            count++;
            if (bytes > most) {
                most = bytes;
                heaviest = path;
            }
        }
        if (count > 0) {
            rows.add(Row.plain("the heaviest of " + count + " other pages", Unit.BYTES.of(most))
                    .remark(heaviest));
        }
    }

    /** The paths of pages that have no row of their own. */
    private static List<String> linked(Scene scene) throws IOException, InterruptedException {
        Set<String> known = new TreeSet<>(named(scene).values());
        List<String> waiting = new ArrayList<>(known);
        List<String> others = new ArrayList<>();
        while (!waiting.isEmpty() && others.size() < MAX_OTHERS) {
            Matcher links = LINK.matcher(scene.phone().page(waiting.remove(0)).body());
            while (links.find()) {
                if (known.add(links.group(1))) {
                    waiting.add(links.group(1));
                    others.add(links.group(1));
                }
            }
        }
        return others;
    }
}
