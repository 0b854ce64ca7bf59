import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Account, App, AppConfig, Stored } from './account';

/** A page of a test's site. */
export interface SitePage {
  /** HTML within the body. */
  body?: string;
  /** HTML that stands before the snippet's tag. */
  head?: string;
  /** The page's Content-Security-Policy. */
  policy?: string;
  /** Further attributes of the tag; null: no tag at all. */
  tag?: string | null;
}

/** A small site whose pages carry the snippet, on an origin of its own. */
export class Site {
  private constructor(
    readonly origin: string,
    readonly app: App,
    private readonly account: Account,
    private readonly http: Server,
  ) {}

  static async open(account: Account, pages: Record<string, SitePage>, config?: Partial<AppConfig>): Promise<Site> {
    let token = '';
    const http = createServer((request, response) => {
      const page = pages[new URL(request.url ?? '/', 'http://site').pathname];
      response.statusCode = page ? 200 : 404;
      response.setHeader('content-type', 'text/html; charset=utf-8');
      if (page?.policy) {
        response.setHeader('content-security-policy', page.policy);
      }
      response.end(page && html(page, account.server, token));
    });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    const app = await account.app(origin, config);
    token = app.token;
    return new Site(origin, app, account, http);
  }

  url(path: string): string {
    return this.origin + path;
  }

  /** What the server has stored, by visitor and time. */
  events(): Promise<Stored[]> {
    return this.account.events(this.app);
  }

  /** What the server has stored, each in a few words; without the time. */
  async story(): Promise<string[]> {
    return (await this.events()).map((event) => this.words(event));
  }

  close(): void {
    this.http.close();
    this.http.closeAllConnections();
  }

  private words(event: Stored): string {
    const path = (address?: string | null) => (address ? address.replace(this.origin, '') : '-');
    switch (event.type) {
      case 'url':
        return `${path(event.from)} > ${path(event.to)}`;
      case 'click':
        return `click ${event['path'][0].id ?? event['path'][0].xpath}`;
      case 'element':
        return `${event['element']} ${event['action']} ${event['pointer']}`;
      default:
        return `${event['name']}`;
    }
  }
}

const html = (page: SitePage, server: string, token: string): string => `<!doctype html>
<html lang="en">
  <head>
    <title>A page</title>
    <link rel="icon" href="data:," />
    ${page.head ?? ''}
    ${page.tag === null ? '' : `<script async src="${server}/datalab.js" data-token="${token}" ${page.tag ?? ''}></script>`}
  </head>
  <body>${page.body ?? ''}</body>
</html>`;
