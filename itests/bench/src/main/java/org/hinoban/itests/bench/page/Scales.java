package org.hinoban.itests.bench.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hinoban.itests.bench.Row;
import org.hinoban.itests.bench.Unit;

/** The weights of all pages in all forms. */
final class Scales {
    /** Between the mail and the verified repair. */
    private static final Set<String> PATH =
            Set.of("fix card", "servers", "menu", "software", "component", "confirmation", "result");

    private final Map<String, Map<Chromium.Form, Tab.Weight>> weights = new LinkedHashMap<>();

    void put(String page, Chromium.Form form, Tab.Weight weight) {
        weights.computeIfAbsent(page, key -> new LinkedHashMap<>()).put(form, weight);
    }

    void rows(List<Row> rows, double loginBytes, double pageBytes) {
        weights.forEach((page, forms) -> {
            long bytes =
                    forms.values().stream().mapToLong(Tab.Weight::bytes).max().orElseThrow();
            Row row;
            if (page.equals("login")) {
                row = Row.atMost(page, Unit.BYTES.of(bytes), Unit.BYTES.of(loginBytes));
            } else if (PATH.contains(page)) {
                row = Row.atMost(page, Unit.BYTES.of(bytes), Unit.BYTES.of(pageBytes));
            } else {
                row = Row.plain(page, Unit.BYTES.of(bytes));
            }
            rows.add(row.remark(remark(forms)));
        });
        rows.add(requests());
    }

    private static String remark(Map<Chromium.Form, Tab.Weight> forms) {
        List<String> texts = new ArrayList<>();
        forms.forEach((form, weight) -> texts.add(String.format(Locale.ROOT, "%s %,d", form, weight.bytes())));
        return String.join(" · ", texts);
    }

    private Row requests() {
        long most = 0;
        List<String> more = new ArrayList<>();
        for (Map.Entry<String, Map<Chromium.Form, Tab.Weight>> page : weights.entrySet()) {
            long its = page.getValue().values().stream()
                    .mapToLong(Tab.Weight::requests)
                    .max()
                    .orElseThrow();
            most = Math.max(most, its);
            if (its > 1) {
                more.add(page.getKey());
            }
        }
        return Row.atMost("requests of a page, at most", Unit.COUNT.of(most), Unit.COUNT.of(1))
                .remark(more.isEmpty() ? "" : "more than one: " + String.join(", ", more));
    }
}
