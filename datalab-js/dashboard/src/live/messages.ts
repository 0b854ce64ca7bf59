/** What the live WebSocket says. */

/** Who is here now. */
export interface Now {
  readonly type: 'now';
  /** When the server said it, in milliseconds since the epoch. */
  readonly time: number;
  readonly visitors: number;
  /** More is going on than the server keeps in memory: the figures are a part. */
  readonly partial: boolean;
  readonly pages: readonly PageNow[];
  readonly funnels: readonly FunnelNow[];
}

export interface PageNow {
  readonly page: string;
  readonly visitors: number;
}

export interface FunnelNow {
  readonly id: string;
  readonly name: string;
  readonly visitors: number;
  readonly stages: readonly StageNow[];
}

export interface StageNow {
  readonly id: string;
  readonly name: string;
  /** Reached at least this stage. */
  readonly visitors: number;
  /** Stand at it: this and no further. */
  readonly here: number;
}

/** What has just happened. */
export interface Happened {
  readonly type: 'events';
  readonly events: readonly LiveEvent[];
  /** How many more there were. */
  readonly skipped: number;
}

/** An event as the feed tells it. What it does not have is absent. */
export interface LiveEvent {
  readonly time: number;
  readonly visitor: string;
  readonly session?: string;
  readonly stream: string;
  readonly seq: number;
  readonly type: 'click' | 'url' | 'element' | 'stage' | 'mouse' | 'event';
  readonly page?: string;
  readonly browser?: string;
  readonly os?: string;
  readonly device?: string;
  /** Of a `url` event: the page is being left, and no other follows. */
  readonly leaves?: boolean;
  /** Of an `element` event: the id of a configured element. */
  readonly element?: string;
  readonly target?: string;
  readonly action?: 'hover-click' | 'hover-leave';
  /** In milliseconds. */
  readonly elapsed?: number;
  /** Of a `stage` event: ids of the funnel and of its stages. */
  readonly funnel?: string;
  readonly from?: string;
  readonly to?: string;
  /** Of an `event` event. */
  readonly name?: string;
}

export type Message = Now | Happened;

/** Reads a message; null if it is of a kind that this dashboard does not know, or no message at all. */
export function messageIn(text: string): Message | null {
  try {
    const message = JSON.parse(text) as Partial<Message> | null;
    if (message?.type === 'now') {
      const now = message as Partial<Now>;
      return {
        type: 'now',
        time: now.time ?? 0,
        visitors: now.visitors ?? 0,
        partial: now.partial ?? false,
        pages: now.pages ?? [],
        funnels: now.funnels ?? [],
      };
    }
    if (message?.type === 'events') {
      const happened = message as Partial<Happened>;
      return { type: 'events', events: happened.events ?? [], skipped: happened.skipped ?? 0 };
    }
    return null;
  } catch {
    return null;
  }
}
