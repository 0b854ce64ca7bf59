import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Problem } from '../api/problem';
import { Connection, SILENCE_MILLIS, type Socket, type State } from './connection';

/** A socket that the test speaks through. */
class Wire implements Socket {
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  closed = false;

  constructor(readonly ticket: string) {}

  close() {
    this.closed = true;
  }

  say(text: string) {
    this.onmessage?.call(this as unknown as WebSocket, { data: text } as MessageEvent);
  }

  drop() {
    this.onclose?.call(this as unknown as WebSocket, {} as CloseEvent);
  }
}

let wires: Wire[];
let states: State[];
let heard: string[];
let tickets: number;
let refusal: Problem | null;

function connection(): Connection {
  return new Connection({
    ticket: async () => {
      if (refusal !== null) {
        throw refusal;
      }
      return `ticket-${++tickets}`;
    },
    open: (ticket) => {
      const wire = new Wire(ticket);
      wires.push(wire);
      return wire;
    },
    onText: (text) => heard.push(text),
    onState: (state) => states.push(state),
    random: () => 0.5,
  });
}

const latest = () => wires[wires.length - 1] as Wire;
const state = () => states[states.length - 1]?.is;
const pass = (millis: number) => vi.advanceTimersByTimeAsync(millis);

beforeEach(() => {
  vi.useFakeTimers();
  wires = [];
  states = [];
  heard = [];
  tickets = 0;
  refusal = null;
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a live connection', () => {
  test('is opened with a ticket and is open once something was said', async () => {
    connection().start();
    await pass(0);
    expect([latest().ticket, state()]).toEqual(['ticket-1', 'connecting']);
    latest().say('{"type":"now"}');
    expect([state(), heard]).toEqual(['open', ['{"type":"now"}']]);
  });

  test('that is lost is opened again at once, with a ticket of its own', async () => {
    connection().start();
    await pass(0);
    latest().say('a');
    latest().drop();
    expect(state()).toBe('lost');
    await pass(0);
    expect(wires.map((wire) => wire.ticket)).toEqual(['ticket-1', 'ticket-2']);
    latest().say('b');
    expect([state(), heard]).toEqual(['open', ['a', 'b']]);
  });

  test('that fails again and again is tried after waits that double up to a bound', async () => {
    connection().start();
    await pass(0);
    const waits: number[] = [];
    for (let round = 0; round < 9; round++) {
      const before = wires.length;
      latest().drop();
      let waited = 0;
      while (wires.length === before) {
        await pass(250);
        waited += 250;
      }
      waits.push(waited);
    }
    expect(waits.slice(1)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000, 20_000]);
  });

  test('begins anew with short waits after it has worked', async () => {
    connection().start();
    await pass(0);
    for (let round = 0; round < 5; round++) {
      latest().drop();
      await pass(30_000);
    }
    latest().say('works');
    const before = wires.length;
    latest().drop();
    await pass(0);
    expect(wires.length).toBe(before + 1);
  });

  test('that falls silent is taken for lost though nobody closed it', async () => {
    connection().start();
    await pass(0);
    latest().say('a');
    await pass(SILENCE_MILLIS - 1);
    expect(wires.length).toBe(1);
    await pass(2);
    expect([wires[0]?.closed, wires.length]).toEqual([true, 2]);
  });

  test('that goes on speaking is not', async () => {
    connection().start();
    await pass(0);
    for (let round = 0; round < 10; round++) {
      latest().say('a');
      await pass(SILENCE_MILLIS - 1);
    }
    expect(wires.length).toBe(1);
  });

  test('does not wait when the network is back', async () => {
    const live = connection();
    live.start();
    await pass(0);
    latest().drop();
    await pass(0);
    latest().drop();
    expect(wires.length).toBe(2);
    live.hurry();
    await pass(0);
    expect(wires.length).toBe(3);
    live.hurry();
    await pass(0);
    expect(wires.length).toBe(3);
  });

  test('waits for a server that is not ready, and gives up on one that refuses', async () => {
    refusal = new Problem(503, 'Service Unavailable', 'soon');
    connection().start();
    await pass(0);
    expect(state()).toBe('lost');
    refusal = new Problem(404, 'Not Found', 'no such app');
    await pass(60_000);
    expect(state()).toBe('refused');
    await pass(600_000);
    expect([wires.length, states.filter((it) => it.is === 'refused').length]).toEqual([0, 1]);
  });

  test('is over when it is stopped: nothing is heard, nothing is tried', async () => {
    const live = connection();
    live.start();
    await pass(0);
    const wire = latest();
    live.stop();
    expect(wire.closed).toBe(true);
    wire.say('late');
    wire.drop();
    await pass(600_000);
    expect([heard, wires.length]).toEqual([[], 1]);
  });

  test('that was stopped while its ticket was under way opens nothing', async () => {
    const live = connection();
    live.start();
    live.stop();
    await pass(1_000);
    expect(wires).toEqual([]);
  });

  test('does not hear a socket that was replaced', async () => {
    connection().start();
    await pass(0);
    const old = latest();
    old.drop();
    await pass(0);
    old.say('late');
    old.drop();
    await pass(0);
    expect([heard, wires.length]).toEqual([[], 2]);
  });
});
