package org.hinoban.notification.mail.internal;

import static org.hinoban.notification.mail.internal.Template.escape;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hinoban.api.notification.Message;
import org.hinoban.api.notification.Message.Link;
import org.hinoban.api.notification.Message.Passage;

/** A message as plain text and as HTML: the first sentence, the most important link, then all else. */
record Body(String text, String html) {
    private static final int BEFORE = 2;

    private static final Template LETTER = Template.named("letter");
    private static final Template LINK = Template.named("link");
    private static final Template PASSAGE = Template.named("passage");
    private static final Template UNTITLED = Template.named("untitled");
    private static final Template LITERAL = Template.named("literal");

    static Body of(Message message) {
        Parts parts = Parts.of(message);
        return new Body(text(message, parts), html(message, parts));
    }

    /** What stands where: who reads what happened and what to do finds the ways to do it right below. */
    private record Parts(List<Link> first, List<Passage> before, List<Link> others, List<Passage> after) {
        static Parts of(Message message) {
            return new Parts(
                    message.links().stream().limit(1).toList(),
                    message.passages().stream().limit(BEFORE).toList(),
                    message.links().stream().skip(1).toList(),
                    message.passages().stream().skip(BEFORE).toList());
        }
    }

    private static String text(Message message, Parts parts) {
        StringBuilder text = new StringBuilder(message.lead()).append("\n\n");
        parts.first().forEach(link -> text.append(text(link)));
        parts.before().forEach(passage -> text.append(text(passage)));
        parts.others().forEach(link -> text.append(text(link)));
        parts.after().forEach(passage -> text.append(text(passage)));
        return text.toString();
    }

    private static String text(Passage passage) {
        StringBuilder text = new StringBuilder();
        if (!passage.title().isEmpty()) {
            text.append(passage.title()).append('\n');
        }
        String margin = passage.literal() ? "  " : "";
        passage.lines().forEach(line -> text.append(margin).append(line).append('\n'));
        return text.append('\n').toString();
    }

    private static String text(Link link) {
        return link.label() + "\n" + link.url() + "\n\n";
    }

    private static String html(Message message, Parts parts) {
        return LETTER.fill(Map.of(
                "language", escape(message.language().toLanguageTag()),
                "subject", escape(message.subject()),
                "lead", escape(message.lead()),
                "first", html(parts.first()),
                "before", passages(parts.before()),
                "links", html(parts.others()),
                "after", passages(parts.after())));
    }

    private static String passages(List<Passage> passages) {
        return passages.stream().map(Body::html).collect(Collectors.joining());
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
