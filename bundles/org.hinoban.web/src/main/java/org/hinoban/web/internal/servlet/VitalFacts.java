package org.hinoban.web.internal.servlet;

import java.util.ArrayList;
import java.util.List;
import org.hinoban.api.health.Vitals;
import org.hinoban.web.internal.door.Visit;
import org.hinoban.web.internal.page.Part;
import org.hinoban.web.internal.page.Words;

/** How the manager itself is, as its settings show it. */
final class VitalFacts {
    private VitalFacts() {}

    static Part of(Visit visit, Vitals vitals) throws InterruptedException {
        Words words = visit.words();
        List<Part.Line> lines = new ArrayList<>();
        for (Vitals.Part part : vitals.parts()) {
            lines.add(new Part.Line(
                    part.name(),
                    words.state(part.state()) + ": " + visit.reader().say(part.text())));
        }
        lines.add(new Part.Line(
                words.get("settings.deadman"),
                vitals.signOfLife()
                        .map(text -> visit.reader().say(text))
                        .orElseGet(() -> words.get("settings.deadman.none"))));
        return new Part.Facts(words.get("settings.health"), lines);
    }
}
