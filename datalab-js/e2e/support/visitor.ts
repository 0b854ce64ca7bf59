import { expect } from 'vitest';
import type { Browser, BrowserContext, BrowserContextOptions, Page, WebSocket } from 'playwright-core';
import { USER_AGENT } from './browser';

/** How long the server may take until it has stored what it should, in milliseconds. */
const STORED_MILLIS = 15_000;

/** Somebody with a browser profile of their own, who complains of whatever goes wrong on a page. */
export class Visitor {
  /** Errors of pages, and what the browser writes of refused connections and policies. */
  readonly complaints: string[] = [];

  private constructor(readonly context: BrowserContext) {
    context.on('weberror', (error) => this.complaints.push(String(error.error())));
    context.on('console', (message) => message.type() === 'error' && this.complaints.push(message.text()));
  }

  static async arrive(browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
    return new Visitor(await browser.newContext({ userAgent: USER_AGENT, ...options }));
  }

  /** Opens a page and waits until the server has acknowledged something of it. */
  async open(url: string, page?: Page): Promise<Page> {
    const tab = page ?? (await this.context.newPage());
    await acknowledged(tab, () => tab.goto(url));
    return tab;
  }

  leave(): Promise<void> {
    return this.context.close();
  }
}

/** Does something to a page, and waits until the server has acknowledged over the socket of the page that comes of it. */
export async function acknowledged(page: Page, action: () => Promise<unknown>): Promise<void> {
  const heard = new Promise<void>((done) => {
    const listen = (socket: WebSocket) =>
      socket.on('framereceived', () => {
        page.off('websocket', listen);
        done();
      });
    page.on('websocket', listen);
  });
  await action();
  await heard;
}

/** Waits until the server tells exactly this story, and makes sure that it goes on telling it. */
export async function expectStory(site: { story(): Promise<string[]> }, story: string[]): Promise<void> {
  await expect.poll(() => site.story(), { timeout: STORED_MILLIS, interval: 100 }).toEqual(story);
  await rest(400);
  expect(await site.story()).toEqual(story);
}

export const rest = (millis: number): Promise<void> => new Promise((later) => setTimeout(later, millis));
