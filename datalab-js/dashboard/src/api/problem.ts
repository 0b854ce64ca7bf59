import type { components } from '../../target/openapi';

type ProblemBody = components['schemas']['Problem'];

/** What is wrong with one part of what was sent. */
export interface Fault {
  /** JSON Pointer into the body; empty for the body as a whole. */
  readonly pointer: string;
  readonly detail: string;
}

const HEADINGS: Readonly<Record<number, string>> = {
  400: 'The server did not understand that',
  401: 'That did not sign you in',
  403: 'You may not do that',
  404: 'That is not there',
  409: 'That is not possible now',
  412: 'A colleague was faster',
  413: 'That is too much at once',
  422: 'Something has to be put right',
  429: 'Too many tries',
  500: 'The server has a defect',
  503: 'The server is not ready',
};

/** Why a call brought nothing: the server's problem (RFC 9457), or that no answer came. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    /** The HTTP status; 0 where no answer came. */
    readonly status: number,
    readonly title: string,
    /** The thing, the rule, the remedy, for people. */
    readonly detail: string,
    readonly faults: readonly Fault[] = [],
    /** How long to wait before the next try, in seconds; 0 if the server does not say. */
    readonly retryAfterSeconds = 0,
    /** Under which id the server's log has the request; empty if it is not known. */
    readonly requestId = '',
    options?: ErrorOptions,
  ) {
    super(detail, options);
  }

  /** The title in words for people who don't know what HTTP calls it. */
  get heading(): string {
    return HEADINGS[this.status] ?? this.title;
  }

  /** No answer came: the network is down, or the server. */
  get unreachable(): boolean {
    return this.status === 0;
  }

  /** Trying again later may help. */
  get passing(): boolean {
    return this.unreachable || this.status === 429 || this.status === 503;
  }

  /** What is wrong with the part of the body at `pointer`, or undefined. */
  at(pointer: string): string | undefined {
    return this.faults.find((fault) => fault.pointer === pointer)?.detail;
  }

  /** What is wrong with parts that `shown` says no field stands for. */
  besides(shown: (pointer: string) => boolean): readonly Fault[] {
    return this.faults.filter((fault) => fault.pointer !== '' && !shown(fault.pointer));
  }

  static unanswered(cause: unknown): Problem {
    const offline = typeof navigator !== 'undefined' && navigator.onLine === false;
    return new Problem(
      0,
      offline ? 'You are offline' : 'The server does not answer',
      offline
        ? 'This device has no network. What you see is what was loaded before.'
        : 'No answer came from the server. It may be restarting, or the network is down.',
      [],
      0,
      '',
      { cause },
    );
  }

  /**
   * The problem that `response` answers; one that is none is described by its status.
   *
   * @param read what its body held, if it has been read
   */
  static async of(response: Response, read?: unknown): Promise<Problem> {
    const retryAfter = Number(response.headers.get('Retry-After') ?? '0');
    const body = asProblem(read === undefined ? await jsonOf(response) : read);
    return new Problem(
      response.status,
      body.title || response.statusText || `Status ${response.status}`,
      body.detail || `The server answered with status ${response.status} and gave no reason.`,
      body.errors ?? [],
      Number.isFinite(retryAfter) ? Math.max(0, retryAfter) : 0,
      response.headers.get('X-Request-Id') ?? '',
    );
  }

  /** Whatever was thrown, as a problem. */
  static from(thrown: unknown): Problem {
    if (thrown instanceof Problem) {
      return thrown;
    }
    if (thrown instanceof TypeError || (thrown instanceof DOMException && thrown.name === 'TimeoutError')) {
      return Problem.unanswered(thrown);
    }
    return new Problem(-1, 'The dashboard has a defect', String(thrown), [], 0, '', { cause: thrown });
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

function asProblem(body: unknown): Partial<ProblemBody> {
  return typeof body === 'object' && body !== null ? (body as Partial<ProblemBody>) : {};
}
