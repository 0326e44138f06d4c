/**
 * The user of the page. In open mode each window is a different buyer, so that two windows show what two buyers see; the
 * buyer's name and purchases survive a reload. In token mode the embedder's function `window.seatLock.token` returns a
 * token for each call, which is never stored.
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

  /** Uses a token that the user has pasted, until the page is left. */
  usePastedToken(token) {
    this.#pasted = token;
  }

  get hasToken() {
    return this.#pasted !== null || globalThis.seatLock?.token !== undefined;
  }

  /** The userId of this page's locks. An embedder has to set it if it differs from the token's `sub`. */
  get userId() {
    const ownName = this.#isBuyer ? this.#claims.sub : undefined;
    return globalThis.seatLock?.userId ?? ownName ?? guest();
  }

  /** Why this user can't buy on this page, as a sentence; empty if they can. */
  get whyNotBuy() {
    return this.hasToken && this.#isBuyer
      ? 'You pay in the shop that you logged in to: it sells you the seats that you hold here.' : '';
  }

  /** Whether calls that only operators may make can succeed. */
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

/** The claims of a token, not verified: the service verifies the token, and the page uses them only for display. */
function readClaims(token) {
  try {
    const bytes = atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, byte => byte.charCodeAt(0))));
  } catch {
    return {};
  }
}
