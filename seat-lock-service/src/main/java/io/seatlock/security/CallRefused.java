package io.seatlock.security;

import java.util.Map;

/**
 * A call is refused because of its caller: not authenticated, not allowed or limited; or because the service can't
 * serve it at present.
 */
public final class CallRefused extends RuntimeException {

  /**
   * The name of a request attribute that says, for the audit log and not for the caller, why a token or key was
   * refused.
   */
  public static final String REASON = CallRefused.class.getName() + ".reason";

  /**
   * The name of a request attribute. It is set if so many tokens or keys from the caller's address were refused that a
   * further invalid one is answered with 429. Its value is the text for {@code Retry-After}, in seconds.
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
