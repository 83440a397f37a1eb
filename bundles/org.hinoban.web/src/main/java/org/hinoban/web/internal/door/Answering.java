package org.hinoban.web.internal.door;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Collectors;
import org.hinoban.web.internal.draw.Assets;
import org.hinoban.web.internal.draw.Html;
import org.hinoban.web.internal.draw.Json;
import org.hinoban.web.internal.draw.ProblemPage;
import org.hinoban.web.internal.draw.Squeezed;
import org.hinoban.web.internal.page.Frame;
import org.hinoban.web.internal.page.Page;

/** Sends one reply, as a page or as JSON, with the headers that each of them has. */
final class Answering {
    /** Below this a packet is not filled anyway. */
    private static final int MIN_COMPRESSED_BYTES = 1000;

    /** After how long a page is asked for again that could not be had for a reason that passes by itself. */
    private static final int AGAIN_SECONDS = 5;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Visit visit;
    private final Frame frame;

    Answering(HttpServletRequest request, HttpServletResponse response, Visit visit, Frame frame) {
        this.request = request;
        this.response = response;
        this.visit = visit;
        this.frame = frame;
    }

    void send(Reply reply) throws IOException {
        if (reply instanceof Reply.SeeOther seeOther) {
            head(303);
            response.setHeader("Location", seeOther.location());
            response.setContentLength(0);
        } else if (reply instanceof Reply.Answer answer) {
            json(answer.status(), Json.answer(answer.result(), answer.message(), answer.state(), answer.job()));
        } else if (reply instanceof Reply.Problem problem) {
            if (problem.status() == 405) {
                response.setHeader("Allow", "GET, HEAD, POST");
            }
            if (visit.json()) {
                json(problem.status(), Json.error(problem.status(), problem.message(), problem.reference()));
            } else {
                html(problem.status(), page(problem));
            }
        } else if (reply instanceof Reply.Show show) {
            if (visit.json()) {
                json(show.status(), Json.page(show.page(), frame));
            } else {
                html(show.status(), show.page());
            }
        }
    }

    /** What a notice above it says already is not said again. */
    private Page page(Reply.Problem problem) {
        String message = problem.message()
                .lines()
                .filter(line -> !frame.notices().contains(line))
                .collect(Collectors.joining("\n"));
        String target = visit.isPost() || !LoginPages.isOwn(visit.target()) ? "" : visit.target();
        Page page = ProblemPage.of(frame.words(), problem.status(), message, problem.reference(), target);
        boolean passes = problem.status() == 503 && !visit.isPost();
        return passes ? page.refreshing(AGAIN_SECONDS) : page;
    }

    /** Sends a page of which nobody is the visitor. */
    static void bare(HttpServletResponse response, int status, String type, byte[] content) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", Assets.CONTENT_SECURITY_POLICY);
        response.setContentType(type);
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    private void html(int status, Page page) throws IOException {
        head(status);
        response.setHeader("Content-Security-Policy", Assets.CONTENT_SECURITY_POLICY);
        body("text/html;charset=utf-8", Html.draw(page, frame));
    }

    private void json(int status, byte[] content) throws IOException {
        head(status);
        body("application/json", content);
    }

    private void head(int status) {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        // With no-referrer a browser sends "Origin: null" with our own forms too.
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Vary", "Accept, Accept-Encoding, Accept-Language, Cookie");
    }

    private void body(String type, byte[] content) throws IOException {
        response.setContentType(type);
        byte[] sent = content;
        String accepted = request.getHeader("Accept-Encoding");
        if (content.length > MIN_COMPRESSED_BYTES && accepted != null && accepted.contains("gzip")) {
            sent = Squeezed.gzip(content);
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentLength(sent.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(sent);
        }
    }
}
