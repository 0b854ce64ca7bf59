/** Somebody who is signed in to a server, with an organization of their own. */
export class Account {
  private apps = 0;

  private constructor(
    readonly server: string,
    private readonly token: string,
  ) {}

  /** Signs the first person up. */
  static async found(server: string): Promise<Account> {
    const { accessToken } = await call(`${server}/api/v1/auth/register`, 'POST', undefined, {
      username: 'ada',
      email: 'ada@acme.example',
      password: 'correct horse battery',
      firstName: 'Ada',
      lastName: 'Byron',
      position: 'CTO',
      organization: 'Acme',
    });
    return new Account(server, accessToken);
  }

  /** Makes an app for a site, configures it, and issues its token. */
  async app(origin: string, config: Partial<AppConfig> = {}): Promise<App> {
    const name = `app-${++this.apps}`;
    const made = await this.ask('apps', 'POST', {
      name,
      url: origin,
      tags: [],
      visibility: 'private',
      origins: [origin],
    });
    const id: string = made.app?.id ?? made.id;
    await this.ask(`apps/${id}/config`, 'PUT', {
      funnels: [],
      campaigns: [],
      elements: config.elements ?? [],
      settings: { timeZone: 'UTC', ...config.settings },
    });
    const { token } = await this.ask(`apps/${id}/token`, 'POST', { phrase: `Acme/${name}` });
    return { id, name, token };
  }

  /** Makes the app's token void. */
  async unlock(app: App): Promise<void> {
    await this.ask(`apps/${app.id}/unlock`, 'POST', { phrase: `Acme/${app.name}` });
  }

  /** Every event that the server has of an app, by visitor and time. */
  async events(app: App): Promise<Stored[]> {
    const span = 'from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z';
    const response = await fetch(`${this.server}/api/v1/apps/${app.id}/export?${span}`, {
      headers: { authorization: `Bearer ${this.token}` },
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`export: ${response.status} ${text}`);
    }
    return text
      .split('\n')
      .filter((line) => line)
      .map((line) => JSON.parse(line));
  }

  private ask(path: string, method: string, body: unknown): Promise<any> {
    return call(`${this.server}/api/v1/${path}`, method, this.token, body);
  }
}

/** An app, and the token that its site carries. */
export interface App {
  id: string;
  name: string;
  token: string;
}

/** What a test may configure. */
export interface AppConfig {
  elements: { id: string; name: string; target: string }[];
  settings: { identity?: string; honour?: string[]; queryParameters?: string[] };
}

/** An event as the export writes it. */
export interface Stored {
  visitor: string;
  session: string;
  timestamp: string;
  type: string;
  from?: string;
  to?: string | null;
  url?: string;
  elapsed?: number;
  [field: string]: any;
}

async function call(address: string, method: string, token: string | undefined, body: unknown): Promise<any> {
  const response = await fetch(address, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${method} ${address}: ${response.status} ${text}`);
  }
  return text && JSON.parse(text);
}
