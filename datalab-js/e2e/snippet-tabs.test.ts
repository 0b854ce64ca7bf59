import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Account, type AppConfig } from './support/account';
import { openBrowser } from './support/browser';
import { freePorts, remove, RunningServer, scratch } from './support/server';
import { Site, type SitePage } from './support/site';
import { acknowledged, expectStory, rest, Visitor } from './support/visitor';

const data = scratch('tabs');
let server: RunningServer;
let account: Account;
let browser: Browser;
let visitor: Visitor;
let site: Site;

beforeAll(async () => {
  server = await RunningServer.start(['serve', '--data', data], await freePorts(1), 'datalab listens on');
  account = await Account.found(server.url);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  remove(data);
});

afterEach(async () => {
  await visitor.leave();
  site.close();
});

async function arrive(pages: Record<string, SitePage>, config?: Partial<AppConfig>): Promise<void> {
  site = await Site.open(account, pages, config);
  visitor = await Visitor.arrive(browser);
}

/** How many sessions and visitors the server knows of the site. */
async function people(): Promise<[number, number]> {
  const events = await site.events();
  return [new Set(events.map((event) => event.session)).size, new Set(events.map((event) => event.visitor)).size];
}

const say = (name: string) => (window as any).datalab.event(name);

test('two tabs are one session', async () => {
  await arrive({ '/a': {}, '/b': {} });

  const first = await visitor.open(site.url('/a'));
  const second = await visitor.open(site.url('/b'));
  await first.evaluate(say, 'in the first');
  await second.evaluate(say, 'in the second');
  await first.close();
  await second.close();

  await expect
    .poll(() => site.story().then((story) => story.sort()), { timeout: 15_000 })
    .toEqual(['- > /a', '- > /b', '/a > -', '/b > -', 'in the first', 'in the second'].sort());
  expect(await people()).toEqual([1, 1]);
});

test('tabs that open together are one session', async () => {
  await arrive({ '/a': {}, '/b': {}, '/c': {} });

  const tabs = await Promise.all(['/a', '/b', '/c'].map((path) => visitor.open(site.url(path))));
  await Promise.all(tabs.map((tab) => tab.close()));

  await expect.poll(() => site.story().then((story) => story.length), { timeout: 15_000 }).toBe(6);
  expect(await people()).toEqual([1, 1]);
});

test('a duplicated tab has a stream of its own, and nothing is told twice', async () => {
  await arrive({ '/a': { body: '<a id="copy" href="/b" target="_blank" rel="opener">b</a>' }, '/b': {} });

  const original = await visitor.open(site.url('/a'));
  await original.evaluate(say, 'before');
  // The storage of a tab is copied while the last event may still be on its way.
  const opening = visitor.context.waitForEvent('page');
  await original.click('#copy');
  const copy = await opening;
  expect(await copy.evaluate(() => opener !== null)).toBe(true);
  await copy.evaluate(() => new Promise((done) => setTimeout(done, 500)));
  await original.evaluate(say, 'in the original');
  await copy.evaluate(say, 'in the copy');
  await rest(500);
  await original.close();
  await copy.close();

  await expect
    .poll(() => site.story().then((story) => story.sort()), { timeout: 15_000 })
    .toEqual(['- > /a', '- > /b', '/a > -', '/b > -', 'before', 'click copy', 'in the copy', 'in the original'].sort());
  expect(await people()).toEqual([1, 1]);
});

test('without a cookie the visitor is the same, and nothing outlives the tab', async () => {
  await arrive({ '/a': {}, '/b': {} }, { settings: { identity: 'cookieless' } });

  const page = await visitor.open(site.url('/a'));
  await acknowledged(page, () => page.goto(site.url('/b')));
  expect(await page.evaluate(() => [document.cookie, localStorage.length])).toEqual(['', 0]);
  await page.close();

  await expectStory(site, ['- > /a', '/a > -', '/a > /b', '/b > -']);
  expect(await people()).toEqual([1, 1]);
});

test('the visitor is known again after the browser was closed', async () => {
  await arrive({ '/': {} });
  const page = await visitor.open(site.url('/'));
  await page.close();
  const { cookies } = await visitor.context.storageState();
  const ours = cookies.filter((cookie) => cookie.name === `datalab-${site.app.id}`);
  expect(ours).toMatchObject([{ path: '/', sameSite: 'Lax', httpOnly: false }]);
  // 13 months.
  expect(ours[0]!.expires - Date.now() / 1_000).toBeGreaterThan(394 * 86_400);
  await visitor.leave();

  visitor = await Visitor.arrive(browser, { storageState: { cookies: ours, origins: [] } });
  const again = await visitor.open(site.url('/'));
  await again.close();

  await expect.poll(() => site.story().then((story) => story.length), { timeout: 15_000 }).toBe(4);
  expect(await people()).toEqual([2, 1]);
});

test('who must not be followed is not, and what was kept of them goes', async () => {
  await arrive({ '/': {}, '/no': { tag: 'data-consent="false"' }, '/yes': { tag: 'data-consent="true"' } });
  const page = await visitor.open(site.url('/yes'));
  await expect.poll(() => page.evaluate(() => document.cookie)).toContain('datalab-');

  const refused = page.waitForResponse('**/api/v1/hello');
  await page.goto(site.url('/no'));
  expect((await refused).status()).toBe(204);
  await expect.poll(() => page.evaluate(() => document.cookie)).toBe('');
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.evaluate(say, 'unheard');
  await page.mouse.click(5, 5);
  await rest(800);
  await page.close();

  expect(requests).toEqual([]);
  await expectStory(site, ['- > /yes', '/yes > -']);
});

test('a signal of the browser is honoured where the app says so', async () => {
  await arrive({ '/': {} }, { settings: { honour: ['gpc'] } });
  await visitor.context.setExtraHTTPHeaders({ 'Sec-GPC': '1' });

  const page = await visitor.context.newPage();
  const refused = page.waitForResponse('**/api/v1/hello');
  await page.goto(site.url('/'));

  expect((await refused).status()).toBe(204);
  await rest(300);
  await page.close();
  expect(await site.events()).toEqual([]);
});

test('a page of half an hour ago begins another session', async () => {
  await arrive({ '/': {} });

  const page = await visitor.open(site.url('/'));
  await page.evaluate(say, 'first visit');
  await expect.poll(() => site.story(), { timeout: 15_000 }).toEqual(['- > /', 'first visit']);
  // The server's clock goes on as it does; so the session is ended for the page alone, which asks for one of its own.
  await page.evaluate(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 1_900_000;
    localStorage.clear();
  });
  await acknowledged(page, () => page.evaluate(say, 'second visit'));
  await page.close();

  await expect.poll(async () => (await site.events()).length, { timeout: 15_000 }).toBe(5);
  expect(await people()).toEqual([2, 1]);
  const events = await site.events();
  const visits = [events[0]!, events.at(-1)!].map(({ session }) =>
    events.filter((event) => event.session === session).map((event) => event['name'] ?? event.to ?? 'leaves'),
  );
  expect(visits).toEqual([
    [site.url('/'), 'first visit'],
    [site.url('/'), 'second visit', 'leaves'],
  ]);
});
