package io.seatlock.testkit.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 with the JDK's client, which keeps connections open. No request is repeated automatically. */
public final class Http {

  static {
    // Otherwise the JDK would repeat a GET whose connection broke, and hide that it broke.
    System.setProperty("jdk.httpclient.redirects.retrylimit", "1");
    System.setProperty("jdk.httpclient.disableRetryConnect", "true");
  }

  private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
      .connectTimeout(Duration.ofSeconds(4)).build();

  private Http() {}

  /** No connection was established, so the request was certainly not executed. */
  public static final class NotSent extends IOException {

    private static final long serialVersionUID = 1;

    public NotSent(Throwable cause) {
      super(cause);
    }
  }

  /** A request to a port of 127.0.0.1. */
  public static HttpRequest.Builder request(int port, String method, String path, @Nullable String json) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    return json == null
        ? request.method(method, BodyPublishers.noBody())
        : request.method(method, BodyPublishers.ofString(json)).header("Content-Type", "application/json");
  }

  /** @throws IOException if there was no answer; unless it is a {@link NotSent}, the request may have been executed */
  public static HttpResponse<String> send(HttpRequest request) throws IOException {
    return send(request, BodyHandlers.ofString());
  }

  /** As {@link #send}, but returns when the headers have arrived. Closing the body closes the connection. */
  public static HttpResponse<InputStream> open(HttpRequest request) throws IOException {
    return send(request, BodyHandlers.ofInputStream());
  }

  private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException {
    try {
      return CLIENT.send(request, handler);
    } catch (IOException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Begins a request; {@link #response} waits for the answer. The JDK completes the future in the common pool, which
   * must have a free thread.
   */
  public static CompletableFuture<HttpResponse<String>> begin(HttpRequest request) {
    return CLIENT.sendAsync(request, BodyHandlers.ofString());
  }

  /** As {@link #send}. */
  public static HttpResponse<String> response(CompletableFuture<HttpResponse<String>> begun) throws IOException {
    try {
      return begun.get();
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IOException failure(@Nullable Throwable cause) {
    if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
      return new NotSent(cause);
    }
    return cause instanceof IOException broken ? broken : new IOException(cause);
  }

  private static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IOException(e);
  }

  /** The status of a GET that is answered within two seconds. */
  public static int status(int port, String path) throws IOException {
    return send(request(port, "GET", path, null).timeout(Duration.ofSeconds(2)).build()).statusCode();
  }
}
