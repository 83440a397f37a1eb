package org.hinoban.web.internal.door;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A servlet behind the door: it sees only requests that may pass, and answers with a value. */
public abstract class PageServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Door door;

    protected PageServlet(Door door) {
        this.door = door;
    }

    /** Answers GET and HEAD; changes nothing. */
    protected abstract Reply get(Visit visit) throws InterruptedException;

    /** Answers POST; token and origin were right. */
    protected Reply post(Visit visit) throws InterruptedException {
        throw new ProblemException(new Reply.Problem(405, visit.words().get("problem.method"), ""));
    }

    /** Whether it answers those who are not logged in too. */
    protected boolean isOpen() {
        return false;
    }

    /** Which way at the foot of the page leads here. */
    protected String section(Visit visit) {
        return "/";
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        door.pass(this, request, response);
    }
}
