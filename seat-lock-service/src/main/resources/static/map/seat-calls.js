/**
 * The calls to the service that a seat map needs. Failures are returned as values and never thrown. Uses no DOM, and
 * keeps no token: it asks for one before each call.
 *
 * @typedef {object} Answer
 * @property {boolean} ok
 * @property {number} status 0 if there was no answer
 * @property {string} code of the problem; `OFFLINE` if there was no answer
 * @property {object} body the answer or the problem
 * @property {string} [etag] without quotation marks; the stream identifies the plan by it
 * @property {number} sentAt `performance.now()` when the call was sent, so before the service executed it
 */

const PATIENCE_MS = 8_000;

/** Whether the service may or may not have done what the call asked for. @param {Answer} answer */
export function isUncertain(answer) {
  return answer.status === 0 || answer.status >= 500;
}

export class SeatCalls {

  #base;
  #token;

  /**
   * @param {string|URL} base the address of the service, ending in `/`
   * @param {(options: {renew: boolean}) => string|Promise<string|null>|null} [token] returns the access token; called
   *     again with `renew` after a 401. Not needed in open mode
   */
  constructor(base, token = () => null) {
    this.#base = new URL(base);
    this.#token = token;
  }

  plan(venueId) {
    return this.send('GET', `venues/${encodeURIComponent(venueId)}/plan`);
  }

  /** @param {string|Blob|object} layout text is sent as it is */
  putPlan(venueId, layout) {
    return this.send('PUT', `venues/${encodeURIComponent(venueId)}/plan`, layout, 60_000);
  }

  /** @param {{row: string, seat: string}[]} seats all or none */
  lock(venueId, seats, userId, timeoutSeconds) {
    return this.send('POST', 'locks', { venueId, seats, userId, timeoutSeconds });
  }

  /** @param {{count: number, category?: string, section?: string, requestId?: string}} wish */
  lockBest(venueId, wish, userId, timeoutSeconds) {
    return this.send('POST', 'locks/best', { venueId, ...wish, userId, timeoutSeconds });
  }

  extend(venueId, seats, userId, timeoutSeconds) {
    return this.send('PATCH', 'locks', { venueId, seats, userId, timeoutSeconds });
  }

  unlock(venueId, seats, userId) {
    return this.send('DELETE', 'locks', { venueId, seats, userId });
  }

  finalize(venueId, seats, userId) {
    return this.send('POST', 'seats/finalize', { venueId, seats, userId });
  }

  basket(venueId, userId) {
    return this.send('GET', `users/locks?${new URLSearchParams({ userId, venueId })}`);
  }

  /** The address of a venue's stream, for {@link import('./seat-stream.js').SeatStream}. */
  streamUrl(venueId) {
    return new URL(`venues/${encodeURIComponent(venueId)}/seats/stream`, this.#base).href;
  }

  /** The headers that authenticate the caller. */
  async headers(renew = false) {
    const token = await this.#token({ renew });
    return token ? { Authorization: `Bearer ${token}` } : {};
  }

  /** Sends any call to the service. @returns {Promise<Answer>} */
  async send(method, path, body, patience = PATIENCE_MS) {
    const sentAt = performance.now();
    try {
      const answer = await this.#fetch(method, path, body, patience, false);
      const mayRenew = answer.status === 401 && (await this.headers()).Authorization;
      return { ...await this.#read(mayRenew ? await this.#fetch(method, path, body, patience, true) : answer), sentAt };
    } catch {
      return { ok: false, status: 0, code: 'OFFLINE', body: {}, sentAt };
    }
  }

  async #fetch(method, path, body, patience, renew) {
    const headers = await this.headers(renew);
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    const text = body === undefined || typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body);
    return fetch(new URL(path, this.#base), { method, headers, body: text, cache: 'no-store',
      signal: AbortSignal.timeout(patience) });
  }

  async #read(response) {
    const body = response.status === 204 ? {} : await response.json().catch(() => ({}));
    return { ok: response.ok, status: response.status, code: response.ok ? '' : body.code ?? 'UNAVAILABLE', body,
      etag: (response.headers.get('ETag') ?? '').replace(/^(W\/)?"(.*)"$/, '$2') };
  }
}
