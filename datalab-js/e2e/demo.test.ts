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

test('a purchase in the sample shop is one more visitor in every stage, at once', async () => {
  await signIn();
  await open('funnel', '?range=24h');
  await dashboard.locator('[data-test=stage]').first().waitFor();
  const before = await visitorsPerStage();
  expect(Object.keys(before)).toEqual(STAGES);

  const began = new Date(Math.floor(Date.now() / 60_000) * 60_000);
  await open('live');
  await dashboard.locator('[data-test=live-state][data-state=open]').waitFor();
  await buy();
  // Live, every stage within a second of the last click.
  await dashboard.locator('[data-test=live-stage][data-stage=Buy][data-visitors="1"]').waitFor({ timeout: 1_000 });
  for (const stage of STAGES) {
    expect(await live(stage)).toBe('1');
  }
  await picture(dashboard, 'demo-live');

  await open('funnel', '?range=24h');
  await expect
    .poll(visitorsPerStage, { timeout: 10_000 })
    .toEqual(Object.fromEntries(STAGES.map((stage) => [stage, (before[stage] ?? 0) + 1])));
  await picture(dashboard, 'demo-funnel');

  // From the minute on in which the buyer came, the pages are theirs alone.
  const span = `?from=${wall(began)}&until=${wall(new Date(began.getTime() + 3_600_000))}`;
  await open('pages', span);
  await expect.poll(() => seconds('/')).toBeGreaterThanOrEqual(HOME_MILLIS / 1_000);
  expect(await seconds('/')).toBeLessThan(HOME_MILLIS / 1_000 + 3);
  const product = await dashboard.locator('[data-test=page][data-page^="/products/"]').getAttribute('data-page');
  expect(await seconds(String(product))).toBeGreaterThanOrEqual(PRODUCT_MILLIS / 1_000);
  expect(await seconds(String(product))).toBeLessThan(PRODUCT_MILLIS / 1_000 + 3);
  expect(await seconds('/basket')).toBeGreaterThanOrEqual(HOVER_MILLIS / 1_000);
  for (const row of await dashboard.locator('[data-test=page]').all()) {
    expect([await row.getAttribute('data-views'), await row.getAttribute('data-visitors')]).toEqual(['1', '1']);
  }
  await picture(dashboard, 'demo-pages');

  await open('elements', span);
  const button = dashboard.locator('[data-test=element][data-element=buy-button]');
  await button.waitFor();
  expect(await figures(button, ['hovers', 'clicks', 'leaves'])).toEqual(['1', '1', '0']);
  const hesitation = Number(await button.getAttribute('data-median'));
  expect(hesitation).toBeGreaterThanOrEqual(HOVER_MILLIS / 1_000 - 0.05);
  expect(hesitation).toBeLessThan(HOVER_MILLIS / 1_000 + 2);
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

/** Walks through the shop by real clicks, up to the order. */
async function buy() {
  const shop = await buyer.newPage();
  await shop.goto(server.said('Shop'));
  await shop.waitForTimeout(HOME_MILLIS);
  await picture(shop, 'shop-home');
  await shop.locator('a[href^="/products/"]').first().click();
  await shop.waitForURL('**/products/*');
  await shop.waitForTimeout(PRODUCT_MILLIS);
  await shop.locator('#add-to-basket').click();
  await shop.locator('a[href="/basket"]').first().click();
  await shop.waitForURL('**/basket');
  await shop.mouse.move(2, 2);
  await shop.locator('#buy').hover();
  await shop.waitForTimeout(HOVER_MILLIS);
  await picture(shop, 'shop-basket');
  await shop.locator('#buy').click();
}

async function visitorsPerStage(): Promise<Record<string, number>> {
  const rows = await dashboard.locator('[data-test=stage]').all();
  const stages = rows.map(async (row) => [
    await row.getAttribute('data-stage'),
    Number(await row.getAttribute('data-visitors')),
  ]);
  return Object.fromEntries(await Promise.all(stages)) as Record<string, number>;
}

function live(stage: string): Promise<string | null> {
  return dashboard.locator(`[data-test=live-stage][data-stage="${stage}"]`).getAttribute('data-visitors');
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
