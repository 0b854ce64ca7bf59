import { Problem } from '../api/problem';

/** How things stand with the server. */
export type State =
  | { readonly is: 'connecting' }
  | { readonly is: 'open' }
  /** It was lost; the next try comes by itself. */
  | { readonly is: 'lost'; readonly tries: number }
  /** There will be no further try. */
  | { readonly is: 'refused'; readonly problem: Problem };

/** The part of a WebSocket that is used. */
export type Socket = Pick<WebSocket, 'close' | 'onopen' | 'onmessage' | 'onclose'>;

export interface Setup {
  /** Gets a fresh ticket; each is good once. */
  readonly ticket: () => Promise<string>;
  readonly open: (ticket: string) => Socket;
  readonly onText: (text: string) => void;
  readonly onState: (state: State) => void;
  /** A number of 0 to 1. */
  readonly random?: () => number;
}

const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 20_000;

/** The server speaks at least every 10 s; after this long the connection is dead, even if no one has said so. */
export const SILENCE_MILLIS = 25_000;

/**
 * A WebSocket that is kept open: lost, it is opened again with a fresh ticket, at once for the first time and then after
 * waits that double and are spread, so that a server that comes back is not met by everyone at the same moment.
 */
export class Connection {
  private socket: Socket | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private tries = 0;
  private running = false;
  /** Counts the attempts, so that what an earlier one still says is not heard. */
  private attempt = 0;

  constructor(private readonly setup: Setup) {}

  start(): void {
    if (!this.running) {
      this.running = true;
      this.tries = 0;
      void this.connect();
    }
  }

  stop(): void {
    this.running = false;
    this.drop();
  }

  /** The network is back, or the page is looked at again: no need to wait for the next try. */
  hurry(): void {
    if (this.running && this.socket === null && this.timer !== undefined) {
      clearTimeout(this.timer);
      this.timer = undefined;
      void this.connect();
    }
  }

  private async connect(): Promise<void> {
    const mine = ++this.attempt;
    this.timer = undefined;
    if (this.tries === 0) {
      this.setup.onState({ is: 'connecting' });
    }
    let ticket: string;
    try {
      ticket = await this.setup.ticket();
    } catch (thrown) {
      if (mine === this.attempt && this.running) {
        this.failed(Problem.from(thrown));
      }
      return;
    }
    if (mine !== this.attempt || !this.running) {
      return;
    }
    const socket = this.setup.open(ticket);
    this.socket = socket;
    this.listen(mine);
    socket.onopen = () => this.listen(mine);
    socket.onmessage = (event: MessageEvent) => {
      if (mine === this.attempt) {
        this.tries = 0;
        this.setup.onState({ is: 'open' });
        this.listen(mine);
        this.setup.onText(String(event.data));
      }
    };
    socket.onclose = () => {
      if (mine === this.attempt && this.running) {
        this.again();
      }
    };
  }

  /** Begins to wait for the next message anew. */
  private listen(mine: number): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      if (mine === this.attempt && this.running) {
        this.again();
      }
    }, SILENCE_MILLIS);
  }

  private failed(problem: Problem): void {
    if (problem.passing) {
      this.again();
    } else {
      this.running = false;
      this.drop();
      this.setup.onState({ is: 'refused', problem });
    }
  }

  private again(): void {
    this.drop();
    this.tries++;
    this.setup.onState({ is: 'lost', tries: this.tries });
    const wait = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** (this.tries - 1));
    const spread = wait * (0.5 + (this.setup.random ?? Math.random)());
    this.timer = setTimeout(() => void this.connect(), this.tries === 1 ? 0 : spread);
  }

  private drop(): void {
    this.attempt++;
    clearTimeout(this.timer);
    clearTimeout(this.silence);
    this.timer = undefined;
    const socket = this.socket;
    this.socket = null;
    socket?.close();
  }
}
