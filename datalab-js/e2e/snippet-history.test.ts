import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Account } from './support/account';
import { RawBrowser } from './support/raw-browser';
import { freePorts, remove, RunningServer, scratch } from './support/server';
import { Site } from './support/site';
import { rest } from './support/visitor';

const data = scratch('history');
let server: RunningServer;
let account: Account;
let browser: RawBrowser;
let site: Site;

beforeAll(async () => {
  server = await RunningServer.start(['serve', '--data', data], await freePorts(1), 'datalab listens on');
  account = await Account.found(server.url);
});

afterAll(async () => {
  await server?.stop();
  remove(data);
});

beforeEach(async () => {
  site = await Site.open(account, { '/a': {}, '/b': {} });
  browser = await RawBrowser.open();
});

afterEach(async () => {
  await browser.close();
  site.close();
});

const go = (path: string) => browser.shown(() => browser.send('Page.navigate', { url: site.url(path) }));

/** Waits until the server has as many events. */
const stored = (count: number) =>
  expect.poll(() => site.story().then((story) => story.length), { timeout: 15_000 }).toBe(count);

test('a page that comes back from the cache of the browser goes on with the visit', async () => {
  await go('/a');
  await stored(1);
  await browser.evaluate("(globalThis.restored = 'the same page')");
  await go('/b');
  await stored(3);

  const shown = await browser.shown(async () => {
    const { currentIndex, entries } = await browser.send('Page.getNavigationHistory');
    await browser.send('Page.navigateToHistoryEntry', { entryId: entries[currentIndex - 1].id });
  });
  expect(shown).toBe('BackForwardCacheRestore');
  expect(await browser.evaluate('globalThis.restored')).toBe('the same page');
  await stored(5);
  await browser.evaluate("datalab.event('back again')");
  await rest(300);
  await browser.shown(() => browser.send('Page.navigate', { url: 'about:blank' }));

  // The page that is restored may be shown before the other one is hidden.
  const story = ['- > /a', '/a > -', '/a > /b', '/b > -', '/b > /a', 'back again', '/a > -'].sort();
  await expect.poll(() => site.story().then((told) => told.sort()), { timeout: 15_000 }).toEqual(story);
  await rest(400);
  expect((await site.story()).sort()).toEqual(story);
  const events = await site.events();
  expect(events[6]!.to).toBeNull();
  expect(new Set(events.map((event) => event.session)).size).toBe(1);
  // The second stay on the page is its own, not the time since it was made.
  const made = Date.parse(events[0]!.timestamp);
  expect(events[6]!.elapsed).toBeGreaterThanOrEqual(300);
  expect(events[6]!.elapsed).toBeLessThan(Date.parse(events[6]!.timestamp) - made);
});

test('after a crash of the tab what was unsent comes with the next page, once', async () => {
  await go('/a');
  await stored(1);
  await browser.evaluate("datalab.event('sent')");
  await stored(2);
  // What is kept at the crash: an event that the server has, and one that it never got.
  await browser.evaluate('(WebSocket.prototype.send = () => {})');
  await browser.evaluate("datalab.event('kept')");
  await rest(600);
  const crashed = browser.event('Inspector.targetCrashed');
  browser.send('Page.crash').catch(() => {});
  await crashed;

  await browser.send('Page.navigate', { url: site.url('/b') });
  await stored(4);
  await browser.evaluate("datalab.event('after')");
  await stored(5);

  const events = await site.events();
  expect(new Set(events.map((event) => event.session)).size).toBe(1);
  expect((await site.story()).sort()).toEqual(['- > /a', '- > /b', 'after', 'kept', 'sent'].sort());
});
