package io.seatlock.security;

import java.util.Map;

/** A call that is refused for who makes it, or because nobody can say who does. */
public final class CallRefused extends RuntimeException {

  /** The name of a request's attribute that tells operators, not the caller, what was wrong with a token. */
  public static final String REASON = CallRefused.class.getName() + ".reason";

  /**
   * The name of a request's attribute: so many tokens or keys from its address were refused that a further bad one is
   * answered by 429, with this text in {@code Retry-After}.
   */
  public static final String RETRY_AFTER = CallRefused.class.getName() + ".retryAfter";

  private final int status;

  private final String code;

  private final Map<String, String> headers;

  /** @param detail a sentence for the caller: what was wrong, and what to do */
  public CallRefused(int status, String code, String detail, Map<String, String> headers) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.headers = Map.copyOf(headers);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  public Map<String, String> headers() {
    return headers;
  }
}
