package io.seatlock.security.token;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import io.seatlock.security.IssuerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fetches the issuer's public keys. Finds their address in the issuer's metadata (OpenID Connect Discovery or RFC
 * 8414), unless the settings contain it. Sends no request at the start, so that the service starts while the issuer is
 * unavailable.
 *
 * <p>An address that was found is used as long as there are keys. After a failed fetch the next attempt reads the
 * metadata again, because the issuer may have moved its keys. If the metadata are unavailable too, the attempt after
 * that uses the known address: so an attempt never sends more requests than the first one did.
 */
final class IssuerKeys implements ResourceRetriever {

  private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);

  private static final int TIMEOUT_MILLIS = 2000;

  private static final int MAX_BYTES = 512 * 1024;

  private final ResourceRetriever http = new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES);

  private final IssuerSettings settings;

  private volatile boolean isReachable;

  /** Whether the log says that the keys can't be fetched. An outage is logged once, and so is its end. */
  private boolean isReported;

  /** The address that was found last. */
  private volatile @Nullable URL found;

  /** Whether the last fetch from there failed, and the metadata were not read since. */
  private volatile boolean isDoubtful;

  IssuerKeys(IssuerSettings settings) {
    this.settings = settings;
  }

  /** Whether the last attempt to fetch the keys succeeded. */
  boolean isReachable() {
    return isReachable;
  }

  /** @param ignored not used: this class finds the address of the keys itself */
  @Override
  public Resource retrieveResource(URL ignored) throws IOException {
    try {
      Resource keys = keysAt(address());
      isReachable = true;
      reportBack();
      return keys;
    } catch (IOException away) {
      isReachable = false;
      report(away);
      throw away;
    }
  }

  private synchronized void report(IOException away) {
    if (!isReported) {
      isReported = true;
      log.warn(
          "The keys of the issuer {} can't be fetched: {}. Until they can be, a token with an unknown key is answered by 503",
          settings.issuer(), away.toString());
    }
  }

  private synchronized void reportBack() {
    if (isReported) {
      isReported = false;
      log.info("The keys of the issuer {} can be fetched again", settings.issuer());
    }
  }

  /** An answer that is no set of keys is a failure, too: servers often answer 200 with a page where nothing is left. */
  private Resource keysAt(URL address) throws IOException {
    isDoubtful = true;
    Resource keys = http.retrieveResource(address);
    try {
      JWKSet.parse(keys.getContent());
    } catch (ParseException noKeys) {
      throw new IOException("The answer from " + address + " is no set of keys", noKeys);
    }
    isDoubtful = false;
    return keys;
  }

  private URL address() throws IOException {
    if (!settings.keySet().isEmpty()) {
      return URI.create(settings.keySet()).toURL();
    }
    URL known = found;
    if (known == null || isDoubtful) {
      isDoubtful = false;
      known = discovered();
      found = known;
    }
    return known;
  }

  private URL discovered() throws IOException {
    URI issuer = URI.create(settings.issuer());
    String path = issuer.getRawPath().replaceAll("/$", "");
    try {
      return keySet(issuer.resolve(path + "/.well-known/openid-configuration"));
    } catch (IOException noOpenId) {
      return discoveredByOAuth(issuer.resolve("/.well-known/oauth-authorization-server" + path), noOpenId);
    }
  }

  /** A failure names both reasons: which one matters depends on what the issuer offers. */
  private URL discoveredByOAuth(URI metadata, IOException noOpenId) throws IOException {
    try {
      return keySet(metadata);
    } catch (IOException noOAuth) {
      throw new IOException(noOpenId + "; " + noOAuth, noOAuth);
    }
  }

  /** The address of the keys according to the metadata, which must name this issuer (RFC 8414, section 3.3). */
  private URL keySet(URI metadata) throws IOException {
    try {
      JsonNode read = JsonMapper.shared().readTree(http.retrieveResource(metadata.toURL()).getContent());
      if (!read.path("issuer").asString("").equals(settings.issuer())) {
        throw new IOException("The metadata at " + metadata + " belong to another issuer than " + settings.issuer());
      }
      return URI.create(read.path("jwks_uri").asString("")).toURL();
    } catch (JacksonException | IllegalArgumentException unreadable) {
      throw new IOException("The metadata at " + metadata + " can't be read", unreadable);
    }
  }
}
