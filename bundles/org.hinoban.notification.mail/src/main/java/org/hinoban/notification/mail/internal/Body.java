package org.hinoban.notification.mail.internal;

import static org.hinoban.notification.mail.internal.Template.escape;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hinoban.api.notification.Message;
import org.hinoban.api.notification.Message.Link;
import org.hinoban.api.notification.Message.Passage;

/** A message as plain text and as HTML: the first sentence, the first link, the passages, the other links. */
record Body(String text, String html) {
    private static final Template LETTER = Template.named("letter");
    private static final Template LINK = Template.named("link");
    private static final Template PASSAGE = Template.named("passage");
    private static final Template UNTITLED = Template.named("untitled");
    private static final Template LITERAL = Template.named("literal");

    static Body of(Message message) {
        List<Link> first = message.links().stream().limit(1).toList();
        List<Link> others = message.links().stream().skip(1).toList();
        return new Body(text(message, first, others), html(message, first, others));
    }

    private static String text(Message message, List<Link> first, List<Link> others) {
        StringBuilder text = new StringBuilder(message.lead()).append("\n\n");
        first.forEach(link -> text.append(text(link)));
        for (Passage passage : message.passages()) {
            if (!passage.title().isEmpty()) {
                text.append(passage.title()).append('\n');
            }
            String margin = passage.literal() ? "  " : "";
            passage.lines().forEach(line -> text.append(margin).append(line).append('\n'));
            text.append('\n');
        }
        others.forEach(link -> text.append(text(link)));
        return text.toString();
    }

    private static String text(Link link) {
        return link.label() + "\n" + link.url() + "\n\n";
    }

    private static String html(Message message, List<Link> first, List<Link> others) {
        return LETTER.fill(Map.of(
                "language", escape(message.language().toLanguageTag()),
                "subject", escape(message.subject()),
                "lead", escape(message.lead()),
                "first", html(first),
                "passages", message.passages().stream().map(Body::html).collect(Collectors.joining()),
                "links", html(others)));
    }

    private static String html(List<Link> links) {
        return links.stream()
                .map(link -> LINK.fill(Map.of("url", escape(link.url()), "label", escape(link.label()))))
                .collect(Collectors.joining());
    }

    private static String html(Passage passage) {
        Template template = passage.literal() ? LITERAL : passage.title().isEmpty() ? UNTITLED : PASSAGE;
        String separator = passage.literal() ? "\n" : "<br>\n";
        return template.fill(Map.of(
                "title",
                escape(passage.title()),
                "lines",
                passage.lines().stream().map(Template::escape).collect(Collectors.joining(separator))));
    }
}
