package dev.datalab.server.problem;

/** A request that ends with a problem, thrown where the gateway itself finds it. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Ends the request with {@code problem}. */
  public ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** Ends the request with a problem without parts. */
  public ProblemException(int status, String detail) {
    this(Problem.of(status, detail));
  }

  /** What the client is told. */
  public Problem problem() {
    return problem;
  }
}
