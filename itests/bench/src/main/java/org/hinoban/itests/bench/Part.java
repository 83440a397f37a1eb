package org.hinoban.itests.bench;

import java.util.List;

/**
 * The share of one bench or rival in the report.
 *
 * @param columns the headings of all cells but the last, which is a remark
 * @param environment one sentence
 */
record Part(String name, String about, List<String> columns, List<List<String>> rows, String environment) {
    static Part of(Bench bench, List<Row> rows, String environment) {
        return new Part(
                bench.name(),
                bench.about(),
                List.of("what", "measured", "budget", ""),
                rows.stream().map(Part::cells).toList(),
                environment);
    }

    static Part of(Rival rival, List<Comparison> rows, String environment) {
        return new Part(
                rival.name(),
                rival.about(),
                List.of("what", "hinoban", rival.name(), "better"),
                rows.stream().map(row -> cells(row, rival.name())).toList(),
                environment);
    }

    private static List<String> cells(Row row) {
        Budget budget = row.budget();
        return List.of(
                row.what(),
                row.measured().toString(),
                budget == null ? "" : budget.text(),
                row.verdict().word(),
                row.remark());
    }

    private static List<String> cells(Comparison row, String rival) {
        return List.of(
                row.what(),
                row.ours() == null ? "none" : row.ours().toString(),
                row.theirs() == null ? "none" : row.theirs().toString(),
                switch (row.winner()) {
                    case HINOBAN -> "hinoban";
                    case OTHER -> rival;
                    case NOBODY -> "";
                },
                row.remark());
    }
}
