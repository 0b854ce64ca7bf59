import { describe, expect, test } from 'vitest';
import { Problem } from './problem';

const answered = (status: number, body: string, headers: Record<string, string> = {}) =>
  new Response(body, { status, headers: { 'Content-Type': 'application/problem+json', ...headers } });

describe('a problem of the server', () => {
  test('says what is wrong, and where', async () => {
    const problem = await Problem.of(
      answered(
        422,
        JSON.stringify({
          type: 'about:blank',
          title: 'Unprocessable Content',
          status: 422,
          detail: '2 values are invalid: errors says which.',
          errors: [
            { pointer: '/password', detail: 'The password must have 8 to 200 characters.' },
            { pointer: '/funnels/0/stages/1/name', detail: 'name: 1 to 100 characters, not 0.' },
          ],
        }),
        { 'X-Request-Id': 'r1' },
      ),
    );

    expect([problem.status, problem.title, problem.requestId]).toEqual([422, 'Unprocessable Content', 'r1']);
    expect(problem.at('/password')).toBe('The password must have 8 to 200 characters.');
    expect(problem.at('/username')).toBeUndefined();
    expect(problem.besides((pointer) => pointer === '/password').map((fault) => fault.pointer)).toEqual([
      '/funnels/0/stages/1/name',
    ]);
    expect(problem.passing).toBe(false);
  });

  test('is called by what it means to people, and by its title where that is all there is', async () => {
    expect((await Problem.of(answered(422, '{"title":"Unprocessable Content"}'))).heading).toBe(
      'Something has to be put right',
    );
    expect((await Problem.of(answered(418, '{"title":"I am a teapot"}'))).heading).toBe('I am a teapot');
  });

  test('about the body as a whole belongs to no field and is not said twice', async () => {
    const problem = await Problem.of(
      answered(400, '{"detail":"no JSON","errors":[{"pointer":"","detail":"no JSON"}]}'),
    );
    expect(problem.besides(() => false)).toEqual([]);
  });

  test('says when to come again', async () => {
    const problem = await Problem.of(answered(429, '{"detail":"too often"}', { 'Retry-After': '12' }));
    expect([problem.retryAfterSeconds, problem.passing]).toEqual([12, true]);
    expect((await Problem.of(answered(503, '{}', { 'Retry-After': 'soon' }))).retryAfterSeconds).toBe(0);
  });

  test('whose body was read already is made of that', async () => {
    const problem = await Problem.of(answered(409, ''), { title: 'Conflict', detail: 'taken', errors: [] });
    expect([problem.title, problem.detail]).toEqual(['Conflict', 'taken']);
  });

  test.each(['<html>Bad gateway</html>', '', 'null', '[]', '"text"'])(
    'that is none, such as a proxy’s %s, is told by its status',
    async (body) => {
      const problem = await Problem.of(answered(502, body, { 'Content-Type': 'text/html' }));
      expect([problem.status, problem.faults]).toEqual([502, []]);
      expect(problem.detail).toContain('502');
    },
  );
});

describe('whatever was thrown', () => {
  test('is the problem that it is', () => {
    const problem = new Problem(404, 'Not Found', 'gone');
    expect(Problem.from(problem)).toBe(problem);
  });

  test('is no answer where the network failed or the time ran out', () => {
    for (const thrown of [new TypeError('Failed to fetch'), new DOMException('late', 'TimeoutError')]) {
      expect([Problem.from(thrown).unreachable, Problem.from(thrown).passing]).toEqual([true, true]);
    }
  });

  test('is a defect otherwise, and nothing that waiting mends', () => {
    const problem = Problem.from(new RangeError('no such zone'));
    expect([problem.unreachable, problem.passing, problem.detail]).toEqual([false, false, 'RangeError: no such zone']);
  });
});
