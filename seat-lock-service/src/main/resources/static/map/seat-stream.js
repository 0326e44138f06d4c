/**
 * Reads `GET /venues/{venueId}/seats/stream`, with `fetch`, because an EventSource can't send a token. After a break it
 * reconnects by itself, with jitter, and asks for what follows its last event; the service continues from there, or
 * starts again with a snapshot. Uses no DOM.
 */

/** The service sends something at least every 15 s; after this time of silence the connection counts as dead. */
const SILENCE_MS = 40_000;

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/**
 * @typedef {object} StreamHandlers
 * @property {(snapshot: object) => void} snapshot the states of all seats
 * @property {(change: object) => boolean} seats one change; false asks for a new snapshot
 * @property {(state: 'connecting'|'live'|'stale'|'waiting'|'refused'|'closed', problem?: object) => void} state
 */
export class SeatStream {

  #url;
  #headers;
  #handlers;
  #lastEventId = null;
  #attempt = 0;
  #connection = null;

  /** Whether the service has refused the present token. */
  #renew = false;

  /**
   * @param {string} url
   * @param {(renew: boolean) => Promise<Record<string, string>>} headers called before each connection; with `renew`
   *     after a 401
   * @param {StreamHandlers} handlers
   */
  constructor(url, headers, handlers) {
    this.#url = url;
    this.#headers = headers;
    this.#handlers = handlers;
  }

  /** Connects now. A connection that exists or waits for its next attempt is replaced. */
  open() {
    this.#connection?.abort();
    this.#connection = new AbortController();
    this.#attempt = 0;
    this.#run(this.#connection.signal);
  }

  /** Ends the connection. {@link open} continues after the last event. */
  close() {
    this.#connection?.abort();
    this.#connection = null;
    this.#handlers.state('closed');
  }

  async #run(closed) {
    while (!closed.aborted) {
      this.#handlers.state('connecting');
      const pause = await this.#follow(closed);
      if (closed.aborted || pause === null) {
        return;
      }
      this.#handlers.state('waiting');
      await wait(pause, closed);
    }
  }

  /** Reads one connection until it ends. @returns {Promise<number|null>} pause before the next, ms; null if a retry is pointless */
  async #follow(closed) {
    const connection = new AbortController();
    const end = () => connection.abort();
    closed.addEventListener('abort', end);
    const watch = new Watch(SILENCE_MS, end);
    try {
      const response = await this.#request(connection.signal);
      if (!response.ok) {
        return await this.#refused(response, closed);
      }
      if (this.#lastEventId !== null) {
        // Without a snapshot: if nothing has changed since the last event, no event may come for a long time.
        this.#handlers.state('live');
      }
      await this.#read(response.body, watch, connection);
    } catch {
      // Ended by the network, the service or ourselves; the caller decides whether to reconnect.
    } finally {
      watch.end();
      closed.removeEventListener('abort', end);
      connection.abort();
    }
    return this.#pause();
  }

  /** Sends the request, after the first 401 once more with a renewed token. */
  async #request(signal) {
    const send = async () => fetch(this.#url, { headers: await this.#requestHeaders(), signal, cache: 'no-store' });
    let response = await send();
    if (response.status === 401 && !this.#renew) {
      this.#renew = true;
      response = await send();
    }
    this.#renew = response.status === 401;
    return response;
  }

  async #requestHeaders() {
    const headers = { ...await this.#headers(this.#renew), Accept: 'text/event-stream' };
    if (this.#lastEventId !== null) {
      headers['Last-Event-ID'] = this.#lastEventId;
    }
    return headers;
  }

  /** An invalid request stays invalid, so it is not repeated. A token may be renewed, and a service may recover. */
  async #refused(response, closed) {
    const problem = await response.json().catch(() => ({}));
    if (closed.aborted) {
      return null;
    }
    this.#lastEventId = null;
    const mayChange = response.status >= 500 || [401, 408, 429].includes(response.status);
    this.#handlers.state('refused', { status: response.status, ...problem });
    const asked = Number(response.headers.get('Retry-After')) * 1000;
    return mayChange ? Math.max(this.#pause(), asked || 0) : null;
  }

  /** Doubled with each attempt, ±50 %, so that the clients of a lost instance do not all reconnect at once. */
  #pause() {
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#attempt++);
    return pause * (0.5 + Math.random());
  }

  async #read(body, watch, connection) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    const parser = new EventParser(event => {
      if (!this.#take(event)) {
        this.#lastEventId = null;
        this.#attempt = 0;
        connection.abort();
      }
    });
    for (let part = await reader.read(); !part.done && !connection.signal.aborted; part = await reader.read()) {
      watch.restart();
      parser.push(part.value);
    }
  }

  /** @returns {boolean} false if a new snapshot is needed */
  #take({ name, id, data }) {
    if (name === 'snapshot') {
      this.#handlers.snapshot(JSON.parse(data));
    } else if (name === 'seats') {
      if (!this.#handlers.seats(JSON.parse(data))) {
        return false;
      }
    } else {
      if (name === 'stale') {
        this.#handlers.state('stale', JSON.parse(data));
      }
      return true;
    }
    this.#lastEventId = id ?? this.#lastEventId;
    this.#attempt = 0;
    this.#handlers.state('live');
    return true;
  }
}

/** Parses server-sent events from pieces of text, which may end anywhere. */
export class EventParser {

  #rest = '';
  #event = {};
  #take;

  /** @param {(event: {name: string, id?: string, data: string}) => void} take */
  constructor(take) {
    this.#take = take;
  }

  push(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    lines.forEach(line => this.#line(line));
  }

  #line(line) {
    if (line === '') {
      const { name = 'message', id, data } = this.#event;
      this.#event = {};
      if (data !== undefined) {
        this.#take({ name, id, data });
      }
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') {
      this.#event.data = this.#event.data === undefined ? value : `${this.#event.data}\n${value}`;
    } else if (field === 'event') {
      this.#event.name = value;
    } else if (field === 'id') {
      this.#event.id = value;
    }
  }
}

/** Calls `end` when `time`, in ms, has passed without a restart. */
class Watch {

  #timer;
  #time;
  #end;

  constructor(time, end) {
    this.#time = time;
    this.#end = end;
    this.restart();
  }

  restart() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#end, this.#time);
  }

  end() {
    clearTimeout(this.#timer);
  }
}

function wait(time, closed) {
  return new Promise(done => {
    const timer = setTimeout(done, time);
    closed.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    }, { once: true });
  });
}
