import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Account } from './support/account';
import { browserPath, openBrowser, USER_AGENT } from './support/browser';
import { freePorts, remove, RunningServer, scratch } from './support/server';
import { Site, type SitePage } from './support/site';
import { acknowledged, expectStory, rest, Visitor } from './support/visitor';

const data = scratch('network');
let port: number;
let server: RunningServer;
let account: Account;
let browser: Browser;
let visitor: Visitor;
let site: Site;

const start = () => RunningServer.start(['serve', '--data', data], port, 'datalab listens on');

beforeAll(async () => {
  port = await freePorts(1);
  server = await start();
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

async function arrive(pages: Record<string, SitePage>): Promise<void> {
  site = await Site.open(account, pages);
  visitor = await Visitor.arrive(browser);
}

const say = (name: string) => (window as any).datalab.event(name);

/** Every session there is. */
const sessions = async () => new Set((await site.events()).map((event) => event.session)).size;

/** Lets no WebSocket of a page open, as some proxies do. */
const blockSockets = (page: Page) =>
  page.addInitScript(() => {
    window.WebSocket = new Proxy(WebSocket, {
      construct: (Socket, [url]) => new Socket(String(url).replace(/:\d+/, ':9')),
    });
  });

test('a server that is killed and comes again gets everything once, and the visit goes on', async () => {
  await arrive({ '/a': {}, '/b': {} });
  const page = await visitor.open(site.url('/a'));
  await page.evaluate(say, 'before');
  await expect.poll(() => site.story(), { timeout: 15_000 }).toEqual(['- > /a', 'before']);

  await server.kill();
  await page.evaluate(say, 'while it is down');
  await page.goto(site.url('/b'));
  // The script comes from the browser's cache.
  await page.waitForFunction(() => (window as any).datalab);
  await page.evaluate(say, 'on the next page');
  server = await start();
  await acknowledged(page, () => Promise.resolve());
  await page.evaluate(say, 'when it is back');
  await page.close();

  await expectStory(site, [
    '- > /a',
    'before',
    'while it is down',
    '/a > -',
    '/a > /b',
    'on the next page',
    'when it is back',
    '/b > -',
  ]);
  expect(await sessions()).toBe(1);
});

test('a visit that begins while the server is away is told with where it began', async () => {
  await arrive({ '/a': {}, '/b': {} });
  // The script has to be in the cache.
  await (await visitor.open(site.url('/b'))).close();
  const before = ['- > /b', '/b > -'];
  await expectStory(site, before);
  await visitor.context.clearCookies();
  await server.kill();

  const page = await visitor.context.newPage();
  await page.goto(site.url('/a?utm_source=news'), { referer: 'https://search.example/?q=secret' });
  await page.waitForFunction(() => (window as any).datalab);
  await page.evaluate(() => localStorage.clear());
  await page.goto(site.url('/b'));
  await page.waitForFunction(() => (window as any).datalab);
  server = await start();
  await acknowledged(page, () => Promise.resolve());
  await page.close();

  await expect.poll(() => site.story().then((story) => story.length), { timeout: 15_000 }).toBe(before.length + 4);
  const events = (await site.events()).filter((event) => event['utm']);
  expect(events.map((event) => event.to)).toEqual([site.url('/a?utm_source=news'), null, site.url('/b'), null]);
  expect(events[3]).toMatchObject({ utm: { source: 'news' }, referrer: 'https://search.example/' });
});

test('what happens offline comes when the network is back', async () => {
  await arrive({ '/': {} });
  const page = await visitor.open(site.url('/'));

  await visitor.context.setOffline(true);
  await page.evaluate(say, 'offline');
  await page.evaluate(() => history.pushState(null, '', '/list'));
  await rest(1_000);
  await visitor.context.setOffline(false);

  await expect.poll(() => site.story(), { timeout: 25_000 }).toEqual(['- > /', 'offline', '/ > /list']);
  await page.close();
  await expectStory(site, ['- > /', 'offline', '/ > /list', '/list > -']);
  expect(await sessions()).toBe(1);
});

test('where sockets are blocked, frames are posted', async () => {
  await arrive({ '/a': {}, '/b': {} });
  const page = await visitor.context.newPage();
  await blockSockets(page);

  const posted = page.waitForResponse((response) => response.url().endsWith('/events'));
  await page.goto(site.url('/a'));
  expect((await posted).status()).toBe(202);
  for (const name of ['one', 'two', 'three']) {
    await page.evaluate(say, name);
    await rest(200);
  }
  const again = page.waitForResponse((response) => response.url().endsWith('/events'));
  await page.goto(site.url('/b'));
  await again;
  await page.close();

  await expectStory(site, ['- > /a', 'one', 'two', 'three', '/a > -', '/a > /b', '/b > -']);
  expect(await sessions()).toBe(1);
});

test('what a page tells in its last moment comes by beacon', async () => {
  await arrive({ '/': {} });
  const page = await visitor.open(site.url('/'));
  await page.evaluate(() => addEventListener('pagehide', () => (window as any).datalab.event('last'), true));
  // No socket takes it any more.
  await page.evaluate(() => (WebSocket.prototype.send = () => {}));
  const began = Date.now();
  await rest(300);
  await page.goto('about:blank');
  const whole = Date.now() - began;

  await expect.poll(() => site.story(), { timeout: 15_000 }).toEqual(['- > /', '/ > -']);
  const [, leaving] = await site.events();
  expect(leaving!.elapsed).toBeGreaterThanOrEqual(300);
  expect(leaving!.elapsed).toBeLessThan(whole + 5_000);
});

test('without sendBeacon the last moment comes by a request that outlives the page', async () => {
  await arrive({ '/': {} });
  const page = await visitor.context.newPage();
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'sendBeacon', { value: undefined }));
  await visitor.open(site.url('/'), page);
  await page.evaluate(() => (WebSocket.prototype.send = () => {}));
  await page.goto('about:blank');

  await expectStory(site, ['- > /', '/ > -']);
});

test('what happened when a tab goes to the background is told at once', async () => {
  await arrive({ '/': {} });
  const page = await visitor.open(site.url('/'));
  await page.evaluate(() => {
    (WebSocket.prototype as any).send = () => {};
    Object.defineProperty(Document.prototype, 'hidden', { value: true });
    (window as any).datalab.event('just before');
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  });

  await expect.poll(() => site.story(), { timeout: 15_000 }).toEqual(['- > /', 'just before']);
});

test('more events than are kept: the oldest are lost and said to be, and the rest comes', async () => {
  await arrive({ '/': {} });
  const page = await visitor.open(site.url('/'));
  await server.kill();

  await page.evaluate(() => {
    for (let i = 1; i <= 600; i++) {
      (window as any).datalab.event(`${i}`);
    }
  });
  await rest(500);
  server = await start();
  await expect.poll(() => site.story().then((story) => story.length), { timeout: 30_000 }).toBe(501);
  await page.evaluate(say, 'after');
  await page.close();

  await expect
    .poll(() => site.story().then((story) => story.slice(-2)), { timeout: 15_000 })
    .toEqual(['after', '/ > -']);
  const story = await site.story();
  expect(story.slice(0, 2)).toEqual(['- > /', '101']);
  expect(new Set(story).size).toBe(story.length);
});

test('a page whose token becomes void stops, and asks for nothing more', async () => {
  await arrive({ '/': {} });
  const page = await visitor.open(site.url('/'));

  await account.unlock(site.app);
  await rest(1_000);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.evaluate(say, 'unheard');
  await rest(2_500);
  await page.close();

  expect(requests).toEqual([]);
});

test('where cookies and storage are blocked every page is a visit of its own', async () => {
  site = await Site.open(account, { '/a': {}, '/b': {} });
  const profile = scratch('profile');
  mkdirSync(join(profile, 'Default'));
  writeFileSync(
    join(profile, 'Default', 'Preferences'),
    JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }),
  );
  const blocked = await chromium.launchPersistentContext(profile, {
    executablePath: browserPath(),
    args: ['--no-sandbox'],
    userAgent: USER_AGENT,
  });
  const errors: string[] = [];
  blocked.on('weberror', (error) => errors.push(String(error.error())));
  const page = await blocked.newPage();
  await acknowledged(page, () => page.goto(site.url('/a')));
  const storage = await page.evaluate(() => {
    try {
      return String(sessionStorage);
    } catch (e) {
      return (e as Error).name;
    }
  });
  expect(storage).toBe('SecurityError');
  await acknowledged(page, () => page.goto(site.url('/b')));
  await page.close();
  await blocked.close();
  remove(profile);

  await expect
    .poll(() => site.story().then((story) => story.sort()), { timeout: 15_000 })
    .toEqual(['- > /a', '/a > -', '- > /b', '/b > -'].sort());
  expect(await sessions()).toBe(2);
  expect(errors).toEqual([]);
  visitor = await Visitor.arrive(browser);
});
