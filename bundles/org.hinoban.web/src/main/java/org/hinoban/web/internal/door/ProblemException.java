package org.hinoban.web.internal.door;

/** Ends a request with a problem. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Reply.Problem problem;

    public ProblemException(Reply.Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    public Reply.Problem problem() {
        return problem;
    }
}
