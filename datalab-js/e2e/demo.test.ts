import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, picture, USER_AGENT } from './support/browser';
import { freePorts, remove, RunningServer, scratch } from './support/server';

/** The stages of the shop's funnel. */
const STAGES = ['Home', 'Product', 'Basket', 'Buy'];

/** How long the buyer looks at each page, in milliseconds, and how long they hesitate over the buy button. */
const HOME_MILLIS = 1_500;
const PRODUCT_MILLIS = 2_500;
const HOVER_MILLIS = 1_200;

/** What clocks and timers may be apart, in seconds. */
const SLACK = 0.25;

const data = scratch('demo');
let server: RunningServer;
let browser: Browser;
let dashboard: Page;
let buyer: BrowserContext;

beforeAll(async () => {
  const port = await freePorts(2);
  server = await RunningServer.start(['demo', '--data', data, '--visitors', '0'], port, 'Ctrl-C stops it');
  browser = await openBrowser();
  dashboard = await browser.newPage({ viewport: { width: 1280, height: 900 }, timezoneId: 'UTC', locale: 'en-GB' });
  buyer = await browser.newContext({ userAgent: USER_AGENT, locale: 'en-GB' });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  remove(data);
});

test('a purchase in the sample shop is one more visitor in every stage, at once', { timeout: 150_000 }, async () => {
  await signIn();
  await open('funnel', '?range=24h');
  await dashboard.locator('[data-test=stage]').first().waitFor();
  const before = await visitorsPerStage();
  expect(Object.keys(before)).toEqual(STAGES);

  // The shop's history reaches into the minute at hand: the buyer comes in one of their own.
  const began = new Date(Math.ceil(Date.now() / 60_000) * 60_000);
  await new Promise((resolve) => setTimeout(resolve, began.getTime() - Date.now()));
  await open('live');
  await dashboard.locator('[data-test=live-state][data-state=open]').waitFor();
  const walk = await buy();
  console.log(`shown live after ${walk.arrivals.map((it) => `${it} ms`).join(', ')}`);
  await picture(dashboard, 'demo-live');

  await open('funnel', '?range=24h');
  await expect
    .poll(visitorsPerStage, { timeout: 10_000 })
    .toEqual(Object.fromEntries(STAGES.map((stage) => [stage, (before[stage] ?? 0) + 1])));
  await picture(dashboard, 'demo-funnel');

  // From that minute on the pages are theirs alone.
  const span = `?from=${wall(began)}&until=${wall(new Date(began.getTime() + 3_600_000))}`;
  await open('pages', span);
  for (const [page, stay] of Object.entries(walk.stays)) {
    const shown = await seconds(page);
    expect(shown, page).toBeGreaterThanOrEqual(stay.least);
    expect(shown, page).toBeLessThanOrEqual(stay.most);
  }
  for (const row of await dashboard.locator('[data-test=page]').all()) {
    expect([await row.getAttribute('data-views'), await row.getAttribute('data-visitors')]).toEqual(['1', '1']);
  }
  await picture(dashboard, 'demo-pages');

  await open('elements', span);
  const button = dashboard.locator('[data-test=element][data-element=buy-button]');
  await button.waitFor();
  expect(await figures(button, ['hovers', 'clicks', 'leaves'])).toEqual(['1', '1', '0']);
  const hesitation = Number(await button.getAttribute('data-median'));
  expect(hesitation).toBeGreaterThanOrEqual(walk.hesitation.least);
  expect(hesitation).toBeLessThanOrEqual(walk.hesitation.most);
  await picture(dashboard, 'demo-elements');
});

async function signIn() {
  const [username, password] = server.said('Sign in').split(' / ');
  await dashboard.goto(server.said('Dashboard'));
  await dashboard.locator('[data-test=username]').fill(String(username));
  await dashboard.locator('[data-test=password]').fill(String(password));
  await dashboard.locator('[data-test=submit]').click();
  await dashboard.locator('[data-test=app]').waitFor();
}

async function open(page: string, query = '') {
  await dashboard.goto(`${server.url}/apps/${server.said('App ')}/${page}${query}`);
}

/** How long something lasted, in seconds, as seen from outside. */
interface Span {
  readonly least: number;
  readonly most: number;
}

/** What a buyer did. */
interface Walk {
  /** How long after each stage was reached the live view showed it, in milliseconds. */
  readonly arrivals: number[];
  /** How long they were on each page. */
  readonly stays: Record<string, Span>;
  /** How long the pointer lay on the buy button before it clicked. */
  readonly hesitation: Span;
}

/**
 * Walks through the shop by real clicks, up to the order, and sees after each stage how the live view counts one more
 * visitor there.
 */
async function buy(): Promise<Walk> {
  const shop = await buyer.newPage();
  const arrivals: number[] = [];
  const stays: Record<string, Span> = {};
  let page = '';
  let asked = 0;
  let there = 0;

  /** Leaves the page at hand for another one, which is a stage. */
  async function go(stage: string, act: () => Promise<unknown>) {
    const before = await live(stage);
    const leaves = Date.now();
    await act();
    await shop.waitForLoadState('load');
    const loaded = Date.now();
    if (page !== '') {
      stays[page] = { least: (leaves - there) / 1_000 - SLACK, most: (loaded - asked) / 1_000 + SLACK };
    }
    [page, asked, there] = [new URL(shop.url()).pathname, leaves, loaded];
    await expect.poll(() => live(stage), { timeout: 5_000, interval: 20 }).toBe(before + 1);
    arrivals.push(Date.now() - loaded);
  }

  await go('Home', () => shop.goto(server.said('Shop')));
  await shop.waitForTimeout(HOME_MILLIS);
  await picture(shop, 'shop-home');
  await go('Product', async () => {
    await shop.locator('a[href^="/products/"]').first().click();
    await shop.waitForURL('**/products/*');
  });
  await shop.waitForTimeout(PRODUCT_MILLIS);
  await shop.locator('#add-to-basket').click();
  await go('Basket', async () => {
    await shop.locator('a[href="/basket"]').first().click();
    await shop.waitForURL('**/basket');
  });
  await picture(shop, 'shop-basket');
  await shop.mouse.move(2, 2);
  const begins = Date.now();
  await shop.locator('#buy').hover();
  const hovers = Date.now();
  await shop.waitForTimeout(HOVER_MILLIS);
  const ends = Date.now();
  await go('Buy', async () => {
    await shop.locator('#buy').click();
    await shop.waitForURL('**/checkout');
  });
  const hesitation = { least: (ends - hovers) / 1_000 - SLACK, most: (asked - begins) / 1_000 + 5 };
  return { arrivals, stays, hesitation };
}

async function visitorsPerStage(): Promise<Record<string, number>> {
  const rows = await dashboard.locator('[data-test=stage]').all();
  const stages = rows.map(async (row) => [
    await row.getAttribute('data-stage'),
    Number(await row.getAttribute('data-visitors')),
  ]);
  return Object.fromEntries(await Promise.all(stages)) as Record<string, number>;
}

/** How many of those who are here now have come to a stage. */
async function live(stage: string): Promise<number> {
  const row = dashboard.locator(`[data-test=live-stage][data-stage="${stage}"]`);
  return Number(await row.getAttribute('data-visitors'));
}

/** The average time on a page that the dashboard shows, in seconds. */
async function seconds(page: string): Promise<number> {
  const row = dashboard.locator(`[data-test=page][data-page="${page}"]`);
  return Number(await row.getAttribute('data-average', { timeout: 10_000 }));
}

async function figures(row: ReturnType<Page['locator']>, names: readonly string[]): Promise<(string | null)[]> {
  return Promise.all(names.map((name) => row.getAttribute(`data-${name}`)));
}

/** A time as addresses of the dashboard write it; the shop's zone is UTC. */
function wall(time: Date): string {
  return time.toISOString().slice(0, 16);
}
