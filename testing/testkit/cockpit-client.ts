/** An answer of the Cockpit: its status and its JSON body. */
export interface CockpitAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails where it is not there
  readonly body: any;
  readonly headers: Headers;
}

/** Speaks to a real Cockpit as a REST client does: Basic at login, then the token. */
export class CockpitClient {
  readonly #url: string;
  #token: string | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  /** Logs in and keeps the token. */
  async login(account: string, password: string): Promise<CockpitAnswer> {
    const basic = Buffer.from(`${account}:${password}`).toString('base64');
    const answer = await this.#post('/authentication/login', undefined, { authorization: `Basic ${basic}` });
    if (answer.status === 200) this.#token = answer.body.accessToken;
    return answer;
  }

  /** Calls `/joc/api<path>`; waits at most `timeoutMilliseconds` (10 000). */
  call(path: string, body: unknown = {}, timeoutMilliseconds = 10_000): Promise<CockpitAnswer> {
    return this.#post(
      path,
      body,
      this.#token === undefined ? {} : { 'x-access-token': this.#token },
      timeoutMilliseconds,
    );
  }

  async #post(
    path: string,
    body: unknown,
    headers: Record<string, string>,
    timeoutMilliseconds = 10_000,
  ): Promise<CockpitAnswer> {
    const answer = await fetch(`${this.#url}/joc/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    const text = await answer.text();
    return { status: answer.status, body: parse(text), headers: answer.headers };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
