/**
 * Who sits in front of the page. Where nobody is asked who they are, each window is a buyer of its own, so that two
 * windows show what two buyers see; its name survives a reload, as does what it bought. In token mode the embedder's
 * `window.seatLock.token` gives a token for each call; it is never stored.
 */
const USER = 'seat-lock.user';

export class Person {

  #pasted = null;
  #claims = {};

  /** @param {{renew: boolean}} options */
  token = async options => {
    const token = await globalThis.seatLock?.token?.(options) ?? this.#pasted;
    this.#claims = token ? readClaims(token) : {};
    return token;
  };

  /** A token that was typed in, until the page is left. */
  paste(token) {
    this.#pasted = token;
  }

  get hasToken() {
    return this.#pasted !== null || globalThis.seatLock?.token !== undefined;
  }

  /** Who holds what this page locks. An embedder names the user if it is not the token's `sub`. */
  get userId() {
    const ownName = this.#isBuyer ? this.#claims.sub : undefined;
    return globalThis.seatLock?.userId ?? ownName ?? guest();
  }

  /** Why this person can't buy here; empty if they can. */
  get whyNotBuy() {
    return this.hasToken && this.#isBuyer
      ? 'You pay in the shop that you logged in to: it sells you the seats that you hold here.' : '';
  }

  /** Whether it is worth asking for what only operators may do. */
  get mayOperate() {
    return !this.hasToken || this.#may('seats:operate');
  }

  get #isBuyer() {
    return !this.#may('seats:book') && !this.#may('seats:operate');
  }

  #may(scope) {
    return [this.#claims.scope, this.#claims.scp, this.#claims.roles].flat().join(' ').includes(scope);
  }
}

function guest() {
  let name = sessionStorage.getItem(USER);
  if (name === null) {
    name = `guest-${Array.from(crypto.getRandomValues(new Uint8Array(6)), byte => byte.toString(16).padStart(2, '0')).join('')}`;
    sessionStorage.setItem(USER, name);
  }
  return name;
}

/** What a token says of itself; the service verifies it, a page need not. */
function readClaims(token) {
  try {
    const bytes = atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, byte => byte.charCodeAt(0))));
  } catch {
    return {};
  }
}
