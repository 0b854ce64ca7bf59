import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const COMMAND = resolve(import.meta.dirname, '../../../datalab');
const READY_MILLIS = 120_000;

/** A directory of this run's own, on the disk. */
export function scratch(name: string): string {
  return mkdtempSync(join(tmpdir(), `datalab-${name}-`));
}

/** Ports that nobody listens on now, one after the other. */
export async function freePorts(count: number): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const first = 30_000 + Math.floor(Math.random() * 20_000);
    const free = await Promise.all(Array.from({ length: count }, (_, i) => isFree(first + i)));
    if (free.every((it) => it)) {
      return first;
    }
  }
  throw new Error(`no ${count} free ports in a row`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const free = new Promise<boolean>((answer) => {
    server.once('error', () => answer(false));
    server.once('listening', () => answer(true));
  });
  server.listen(port);
  const answer = await free;
  await new Promise((closed) => server.close(closed));
  return answer;
}

/** A server that `./datalab` has started, as a process of its own. */
export class RunningServer {
  readonly url: string;
  private output = '';

  private constructor(
    readonly port: number,
    private readonly process: ChildProcess,
  ) {
    this.url = `http://localhost:${port}`;
    process.stdout?.on('data', (data: Buffer) => (this.output += data.toString()));
    process.stderr?.on('data', (data: Buffer) => (this.output += data.toString()));
  }

  /** Runs `./datalab ARGS --port PORT` and waits until `until` stands in its output. */
  static async start(args: readonly string[], port: number, until: string): Promise<RunningServer> {
    const process = spawn(COMMAND, [...args, '--port', String(port)], { stdio: ['ignore', 'pipe', 'pipe'] });
    const server = new RunningServer(port, process);
    const end = Date.now() + READY_MILLIS;
    while (!server.output.includes(until)) {
      if (process.exitCode !== null || Date.now() > end) {
        await server.kill();
        throw new Error(`the server did not come up:\n${server.output}`);
      }
      await new Promise((later) => setTimeout(later, 50));
    }
    return server;
  }

  /** The rest of the output's first line that begins with `label`. */
  said(label: string): string {
    const line = this.output.split('\n').find((it) => it.trim().startsWith(label));
    if (line === undefined) {
      throw new Error(`'${label}' is not in the output:\n${this.output}`);
    }
    return line.trim().slice(label.length).trim();
  }

  /** Ends the process as a power cut would. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Ends the process as its user would. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const exit = once(this.process, 'exit');
      this.process.kill(signal);
      await exit;
    }
  }
}

/** Removes what `scratch` has made. */
export function remove(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
}
