import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Account, type AppConfig } from './support/account';
import { openBrowser } from './support/browser';
import { freePorts, remove, RunningServer, scratch } from './support/server';
import { Site, type SitePage } from './support/site';
import { acknowledged, expectStory, rest, Visitor } from './support/visitor';

const data = scratch('pages');
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
  const complaints = visitor.complaints.splice(0);
  await visitor.leave();
  site.close();
  expect(complaints).toEqual([]);
});

async function arrive(pages: Record<string, SitePage>, config?: Partial<AppConfig>): Promise<void> {
  site = await Site.open(account, pages, config);
  visitor = await Visitor.arrive(browser, { locale: 'de-CH', screen: { width: 1280, height: 800 }, hasTouch: true });
}

test('a visit to a plain site is one session, with every page, every click and the time on each', async () => {
  await arrive({
    '/': { body: '<a id="on" href="/b">on</a>' },
    '/b': { body: '<a id="on" href="/c">on</a>' },
    '/c': { body: 'The end.' },
  });

  const began = Date.now();
  const page = await visitor.open(site.url('/?utm_source=news&secret=1'));
  await rest(300);
  await acknowledged(page, () => page.click('#on'));
  await rest(700);
  await acknowledged(page, () => page.click('#on'));
  await rest(500);
  await page.close();
  const whole = Date.now() - began;

  await expectStory(site, [
    '- > /?utm_source=news',
    'click on',
    '/?utm_source=news > -',
    '/?utm_source=news > /b',
    'click on',
    '/b > -',
    '/b > /c',
    '/c > -',
  ]);
  const events = await site.events();
  expect(new Set(events.map((event) => event.session)).size).toBe(1);
  expect(new Set(events.map((event) => event.visitor)).size).toBe(1);
  expect(events[0]).toMatchObject({
    browser: 'Chrome',
    os: 'Linux',
    device: 'desktop',
    language: 'de-CH',
    screen: '1280x800',
    utm: { source: 'news' },
  });

  const stays = events.filter((event) => event.to === null).map((event) => event.elapsed!);
  expect(stays[0]).toBeGreaterThanOrEqual(300);
  expect(stays[1]).toBeGreaterThanOrEqual(700);
  expect(stays[2]).toBeGreaterThanOrEqual(500);
  expect(stays[0]! + stays[1]! + stays[2]!).toBeLessThanOrEqual(whole);
  // A stay is told once: by the leaving, and not again by the next page.
  const arrivals = events.filter((event) => event.type === 'url' && event.to !== null);
  expect(arrivals.map((event) => event.elapsed)).toEqual([0, undefined, undefined]);
  const times = events.map((event) => Date.parse(event.timestamp));
  expect(times[0]).toBeGreaterThanOrEqual(began - 50);
  expect(times.at(-1)).toBeLessThanOrEqual(Date.now() + 50);
});

test('a reload is an event of its own', async () => {
  await arrive({ '/': {} });

  const page = await visitor.open(site.url('/'));
  await acknowledged(page, () => page.reload());
  await page.close();

  await expectStory(site, ['- > /', '/ > -', '/ > /', '/ > -']);
});

test('a page that changes its address by itself tells every address and the time on it', async () => {
  await arrive({ '/': { body: '<a id="part" href="#part">part</a>' } });

  const page = await visitor.open(site.url('/'));
  await rest(200);
  await page.evaluate(() => history.pushState({ kept: 1 }, '', '/list?page=2'));
  expect(await page.evaluate(() => history.state)).toEqual({ kept: 1 });
  await rest(300);
  await page.evaluate(() => history.replaceState(null, '', '/item'));
  await page.evaluate(() => history.replaceState(null, '', '/item?tracking=7'));
  await page.click('#part');
  await page.goBack();
  await page.goBack();
  await page.waitForURL('**/');
  await rest(100);
  await page.close();

  await expectStory(site, [
    '- > /',
    '/ > /list',
    '/list > /item',
    'click part',
    '/item > /item#part',
    '/item#part > /item',
    '/item > /',
    '/ > -',
  ]);
  const events = await site.events();
  expect(events[1]!.elapsed).toBeGreaterThanOrEqual(200);
  expect(events[2]!.elapsed).toBeGreaterThanOrEqual(300);
  expect(events[2]!.elapsed).toBeLessThan(events[1]!.elapsed! + events[2]!.elapsed!);
  expect(new Set(events.map((event) => event.session)).size).toBe(1);
});

test('what the page gives to history still happens, and fails, as without the snippet', async () => {
  await arrive({ '/': {} });

  const page = await visitor.open(site.url('/'));
  const error = await page.evaluate(() => {
    try {
      history.pushState(null, '', 'https://elsewhere.example/');
      return 'none';
    } catch (e) {
      return (e as Error).name;
    }
  });

  expect(error).toBe('SecurityError');
});

test('a click tells what was clicked, where, and how long after the click before', async () => {
  await arrive({
    '/': {
      body: `
        <main style="height: 3000px">
          <ul><li>one</li><li id="two"><button name="order" data-datalab="Buy now"><b>Buy</b></button></li></ul>
        </main>`,
    },
  });

  const page = await visitor.open(site.url('/'));
  await page.evaluate(() => scrollTo(0, 20));
  const box = (await page.locator('b').boundingBox())!;
  await page.mouse.click(box.x + 3, box.y + 4);
  await rest(250);
  await page.mouse.click(box.x + 3, box.y + 4);
  await expect.poll(() => site.events().then((events) => events.length), { timeout: 15_000 }).toBe(3);

  const [, first, second] = await site.events();
  expect(first!['path']).toEqual([
    { xpath: '/html/body/main/ul/li[2]/button/b' },
    { xpath: '/html/body/main/ul/li[2]/button', name: 'order', label: 'Buy now' },
    { xpath: '/html/body/main/ul/li[2]', id: 'two' },
    { xpath: '/html/body/main/ul' },
    { xpath: '/html/body/main' },
    { xpath: '/html/body' },
    { xpath: '/html' },
  ]);
  expect([first!['x'], first!['y']]).toEqual([Math.round(box.x + 3), Math.round(box.y + 24)]);
  expect(first!.url).toBe(site.url('/'));
  expect(first!.elapsed).toBeUndefined();
  expect(second!.elapsed).toBeGreaterThanOrEqual(250);
});

test('a click in the depth tells its sixteen nearest elements, in a shadow tree too', async () => {
  await arrive({
    '/': {
      body: `${'<div>'.repeat(20)}<my-card></my-card>${'</div>'.repeat(20)}
        <script>
          document.querySelector('my-card').attachShadow({ mode: 'open' }).innerHTML = '<p id="inner">Inner</p>';
        </script>`,
    },
  });

  const page = await visitor.open(site.url('/'));
  await page.click('#inner');
  await expect.poll(() => site.events().then((events) => events.length), { timeout: 15_000 }).toBe(2);

  const path = (await site.events())[1]!['path'];
  expect(path).toHaveLength(16);
  expect(path[0]).toEqual({ xpath: `/html/body${'/div'.repeat(20)}/my-card/p`, id: 'inner' });
  expect(path[1]).toEqual({ xpath: `/html/body${'/div'.repeat(20)}/my-card` });
});

test('hesitation over an interesting element is told with what ended it', async () => {
  await arrive(
    {
      '/': {
        body: `
          <button id="buy" style="padding: 30px"><i style="padding: 9px">Buy</i> <b style="padding: 9px">now</b></button>
          <p style="height: 200px"></p>
          <p id="field"><input name="mail" /></p>
          <p id="later"></p>`,
      },
    },
    {
      elements: [
        { id: 'buy', name: 'Buy', target: '#buy' },
        { id: 'mail', name: 'Mail', target: "[name='mail']" },
        { id: 'late', name: 'Late', target: '/html/body/p[3]/span' },
        { id: 'odd', name: 'Odd', target: '//*[' },
      ],
    },
  );

  const page = await visitor.open(site.url('/'));
  // From child to child within the button: one hover.
  await page.mouse.move(600, 600);
  await page.hover('#buy i');
  await rest(150);
  await page.hover('#buy b');
  await rest(250);
  await page.hover('#buy i');
  await page.mouse.move(600, 600);
  // A click ends the hover; what follows until the pointer leaves is none.
  await page.hover('#buy b');
  await rest(200);
  await page.click('#buy i');
  await page.hover('#buy b');
  await page.hover('[name=mail]');
  // An element that the page adds when all is long loaded.
  await page.evaluate(() => (document.querySelector('#later')!.innerHTML = '<span>Late</span>'));
  await page.hover('#later span');
  await rest(120);
  await page.mouse.move(600, 600);
  await expect.poll(() => site.events().then((events) => events.length), { timeout: 15_000 }).toBe(6);
  await page.close();

  await expectStory(site, [
    '- > /',
    'buy hover-leave mouse',
    'click /html/body/button/i',
    'buy hover-click mouse',
    'mail hover-leave mouse',
    'late hover-leave mouse',
    '/ > -',
  ]);
  const hovers = (await site.events()).filter((event) => event.type === 'element');
  expect(hovers[0]!.elapsed).toBeGreaterThanOrEqual(400);
  expect(hovers[1]!.elapsed).toBeGreaterThanOrEqual(200);
  expect(hovers[3]!.elapsed).toBeGreaterThanOrEqual(120);
  expect(hovers[0]!.url).toBe(site.url('/'));
});

test('a finger hesitates until it clicks; one that scrolls does not', async () => {
  await arrive(
    { '/': { body: '<button id="buy">Buy</button><p style="height: 5000px"></p>' } },
    { elements: [{ id: 'buy', name: 'Buy', target: '#buy' }] },
  );

  const page = await visitor.open(site.url('/'));
  await page.tap('#buy');
  await expect.poll(() => site.story(), { timeout: 15_000 }).toContain('buy hover-click touch');
  const box = (await page.locator('#buy').boundingBox())!;
  const cdp = await visitor.context.newCDPSession(page);
  const point = { x: box.x + 5, y: box.y + 5 };
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  for (let y = point.y; y > -200; y -= 20) {
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: point.x, y }] });
  }
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await rest(600);
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
  await page.close();

  await expectStory(site, ['- > /', 'click buy', 'buy hover-click touch', '/ > -']);
});

test("a site's own events are told, also those from before the script was there", async () => {
  await arrive({
    '/': {
      head: `<script>
        window.datalab = window.datalab || { q: [], event(...call) { this.q.push(call); } };
        datalab.event('early', { plan: 'pro' });
      </script>`,
      body: '<p id="datalab">An element may have that name.</p>',
    },
  });

  const page = await visitor.open(site.url('/'));
  await page.evaluate(() => {
    const { datalab } = window as any;
    const loop: any = {};
    loop.self = loop;
    datalab.event('late', { amount: 12.5, gift: true });
    datalab.event('bare');
    datalab.event('loop', loop);
    datalab.event('huge', { text: 'x'.repeat(100_000) });
    datalab.event('last', null);
  });
  await page.close();

  await expectStory(site, ['- > /', 'early', 'late', 'bare', 'last', '/ > -']);
  const events = await site.events();
  expect(events[1]!['properties']).toEqual({ plan: 'pro' });
  expect(events[2]!['properties']).toEqual({ amount: 12.5, gift: true });
});

test('addresses keep the parameters that the app asks for, from the landing page on, and no others', async () => {
  await arrive({ '/': {} }, { settings: { queryParameters: ['q'] } });

  const page = await visitor.open(site.url('/?q=tent&mail=me%40example.com&utm_campaign=spring#top'));
  await page.evaluate(() => history.pushState(null, '', '/?q=stove&mail=me%40example.com'));
  await page.close();

  await expectStory(site, [
    '- > /?q=tent&utm_campaign=spring#top',
    '/?q=tent&utm_campaign=spring#top > /?q=stove',
    '/?q=stove > -',
  ]);
});

test('what people type is never told', async () => {
  await arrive({
    '/': { body: '<form><input id="mail" name="mail" /><textarea id="text"></textarea><input type="submit" /></form>' },
  });

  const sent: string[] = [];
  const page = await visitor.context.newPage();
  page.on('websocket', (socket) => socket.on('framesent', (frame) => sent.push(String(frame.payload))));
  page.on('request', (request) => sent.push(request.postData() ?? ''));
  await visitor.open(site.url('/'), page);
  await page.fill('#mail', 'ada@secret.example');
  await page.fill('#text', 'secret.example');
  await page.click('#text');
  await page.click('[type=submit]');
  await page.waitForURL('**/?mail=*');
  await page.close();

  await expectStory(site, ['- > /', 'click text', 'click /html/body/form/input[2]', '/ > -', '/ > /', '/ > -']);
  expect(sent.length).toBeGreaterThan(3);
  expect(sent.join()).not.toContain('secret.example');
});

test('it works under a strict policy', async () => {
  const socket = server.url.replace('http', 'ws');
  await arrive({
    '/': {
      policy: `default-src 'none'; img-src data:; script-src ${server.url}; connect-src ${server.url} ${socket}; require-trusted-types-for 'script'`,
    },
  });

  const page = await visitor.open(site.url('/'));
  await page.close();

  await expectStory(site, ['- > /', '/ > -']);
});

test('a page that carries the tag twice is told once', async () => {
  await arrive({ '/': {} });

  const page = await visitor.open(site.url('/'));
  await page.evaluate(
    (tag) => {
      const script = document.createElement('script');
      script.src = tag.src;
      script.dataset['token'] = tag.token;
      document.head.append(script);
      return new Promise((loaded) => (script.onload = loaded));
    },
    { src: `${server.url}/datalab.js`, token: site.app.token },
  );
  await page.evaluate(() => (window as any).datalab.event('once'));
  await page.close();

  await expectStory(site, ['- > /', 'once', '/ > -']);
});

test('a frame within a page of its own site keeps still', async () => {
  await arrive({ '/': { body: '<iframe src="/inner"></iframe>' }, '/inner': { body: 'Inner' } });

  const page = await visitor.open(site.url('/'));
  await page.frameLocator('iframe').locator('text=Inner').waitFor();
  await rest(300);
  await page.close();

  await expectStory(site, ['- > /', '/ > -']);
});
