import { spawn, type ChildProcess } from 'node:child_process';
import type { Writable } from 'node:stream';
import { browserPath, USER_AGENT } from './browser';
import { remove, scratch } from './server';

/** A browser with its back/forward cache, which Playwright switches off, driven by DevTools' own protocol over a pipe. */
export class RawBrowser {
  private id = 0;
  private text = '';
  private readonly answers = new Map<number, { done: (result: any) => void; failed: (error: Error) => void }>();
  private readonly listeners = new Set<(method: string, params: any) => void>();
  private session = '';

  private constructor(
    private readonly process: ChildProcess,
    private readonly profile: string,
  ) {
    (process.stdio[4] as NodeJS.ReadableStream).on('data', (data: Buffer) => this.heard(data.toString()));
  }

  /** Starts it with one blank tab. */
  static async open(): Promise<RawBrowser> {
    const profile = scratch('raw');
    const process = spawn(
      browserPath(),
      [
        '--headless=new',
        '--no-sandbox',
        '--no-first-run',
        '--remote-debugging-pipe',
        `--user-data-dir=${profile}`,
        `--user-agent=${USER_AGENT}`,
        'about:blank',
      ],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
    );
    const browser = new RawBrowser(process, profile);
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    browser.session = sessionId;
    await browser.send('Page.enable');
    await browser.send('Inspector.enable');
    return browser;
  }

  /** Calls a method of the tab. */
  send(method: string, params: object = {}): Promise<any> {
    const id = ++this.id;
    const message = { id, method, params, ...(this.session && { sessionId: this.session }) };
    (this.process.stdio[3] as Writable).write(`${JSON.stringify(message)}\0`);
    return new Promise((done, failed) => this.answers.set(id, { done, failed }));
  }

  /** The next event of that name. */
  event(name: string): Promise<any> {
    return new Promise((done) => {
      const listener = (method: string, params: any) => {
        if (method === name) {
          this.listeners.delete(listener);
          done(params);
        }
      };
      this.listeners.add(listener);
    });
  }

  /** Does something and waits until a page is shown, loaded or restored; says which of the two. */
  async shown(action: () => Promise<unknown>): Promise<string> {
    const frame = this.event('Page.frameNavigated');
    await action();
    const { type } = await frame;
    await this.evaluate("document.readyState === 'complete' || new Promise((done) => addEventListener('load', done))");
    return type;
  }

  /** The value of an expression in the page. */
  async evaluate(expression: string): Promise<any> {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
      expression: `(async () => (${expression}))()`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) {
      throw new Error(`${expression}: ${exceptionDetails.exception?.description}`);
    }
    return result.value;
  }

  async close(): Promise<void> {
    this.session = '';
    const exit = new Promise((done) => this.process.once('exit', done));
    await this.send('Browser.close');
    await exit;
    remove(this.profile);
  }

  private heard(data: string): void {
    const messages = (this.text + data).split('\0');
    this.text = messages.pop() ?? '';
    for (const message of messages.map((text) => JSON.parse(text))) {
      const waiting = this.answers.get(message.id);
      this.answers.delete(message.id);
      if (message.error) {
        waiting?.failed(new Error(message.error.message));
      } else if (waiting) {
        waiting.done(message.result);
      } else {
        [...this.listeners].forEach((listener) => listener(message.method, message.params));
      }
    }
  }
}
