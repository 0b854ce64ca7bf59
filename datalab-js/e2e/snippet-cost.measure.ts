import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { Account } from './support/account';
import { openBrowser } from './support/browser';
import { freePorts, remove, RunningServer, scratch } from './support/server';
import { Site } from './support/site';
import { rest, Visitor } from './support/visitor';

const RESULTS = resolve(import.meta.dirname, '../target');
const ROUNDS = 7;
/** Calls of the engine that run a script, with the time on the thread's own clock (in microseconds). */
const CALLS = ['EvaluateScript', 'FunctionCall', 'v8.compile'];

const data = scratch('cost');
let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  server = await RunningServer.start(['serve', '--data', data], await freePorts(1), 'datalab listens on');
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  remove(data);
});

interface Call {
  name: string;
  ts: number;
  dur: number;
  tdur: number;
  args: { data?: { url?: string } };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;

/** Those that are not within another one, whose time has theirs. */
const outermost = (calls: Call[]): Call[] => {
  let end = 0;
  return calls
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur)
    .filter((call) => {
      const isOuter = call.ts >= end;
      end = Math.max(end, call.ts + call.dur);
      return isOuter;
    });
};

test('what the snippet costs the main thread', async () => {
  const account = await Account.found(server.url);
  const rows = Array.from({ length: 40 }, (_, i) => `<li><a href="#${i}"><b>Row</b> ${i}</a></li>`).join('');
  const site = await Site.open(
    account,
    { '/': { body: `<main><ul>${rows}</ul><button id="buy">Buy</button></main>` } },
    {
      elements: ['#buy', '[name=mail]', 'order', '#none', 'more'].map((target, i) => ({
        id: `e${i}`,
        name: `E${i}`,
        target,
      })),
    },
  );
  const costs: { first: number[]; longest: number[]; view: number[]; pointer: number[]; click: number[] } = {
    first: [],
    longest: [],
    view: [],
    pointer: [],
    click: [],
  };
  for (let round = 0; round < ROUNDS; round++) {
    const visitor = await Visitor.arrive(browser);
    const page = await visitor.context.newPage();
    const calls = async (action: () => Promise<unknown>): Promise<number[]> => {
      await browser.startTracing(page, { categories: ['devtools.timeline', 'v8', 'disabled-by-default-v8.compile'] });
      await action();
      const trace = JSON.parse((await browser.stopTracing()).toString());
      return outermost(
        (trace.traceEvents as Call[]).filter(
          (call) => CALLS.includes(call.name) && call.args.data?.url?.endsWith('/datalab.js'),
        ),
      ).map((call) => call.tdur / 1_000);
    };
    const sum = (millis: number[]) => millis.reduce((a, b) => a + b, 0);

    const first = await calls(async () => {
      await visitor.open(site.url('/'), page);
      await rest(700);
    });
    costs.first.push(sum(first));
    costs.longest.push(Math.max(...first));
    const view = await calls(async () => {
      await visitor.open(site.url('/'), page);
      await rest(700);
    });
    costs.view.push(sum(view));
    const links = await page.locator('li').all();
    const places = await Promise.all(links.map(async (link) => (await link.boundingBox())!));
    // From row to row: each movement enters another element.
    const pointer = await calls(async () => {
      for (let i = 0; i < 100; i++) {
        const place = places[(i * 7) % 20]!;
        await page.mouse.move(place.x + 5, place.y + 5);
      }
    });
    costs.pointer.push(sum(pointer));
    const click = await calls(async () => {
      for (let i = 0; i < 10; i++) {
        await page.mouse.click(places[i]!.x + 5, places[i]!.y + 5);
      }
      await rest(500);
    });
    costs.click.push(sum(click) / 10);
    await visitor.leave();
  }
  site.close();

  const answer = Object.fromEntries(Object.entries(costs).map(([name, values]) => [name, median(values)]));
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, 'snippet-cost.json'), JSON.stringify(answer, null, 2));
  console.table({
    'the first page of a visit': { 'ms of the main thread': answer['first'] },
    'its longest task': { 'ms of the main thread': answer['longest'] },
    'every further page': { 'ms of the main thread': answer['view'] },
    '100 movements of the pointer, 5 interesting elements': { 'ms of the main thread': answer['pointer'] },
    'a click': { 'ms of the main thread': answer['click'] },
  });
}, 300_000);
