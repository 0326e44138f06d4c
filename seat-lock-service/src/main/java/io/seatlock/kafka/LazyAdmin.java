package io.seatlock.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/**
 * Kafka's admin client, created when it is first needed. Creating it fails while the names of the brokers can't be
 * resolved, and the service must start nevertheless.
 */
public final class LazyAdmin implements DisposableBean {

  private final Map<String, Object> settings;

  private volatile @Nullable Admin admin;

  public LazyAdmin(Map<String, Object> settings) {
    this.settings = settings;
  }

  /** The admin client; null if it was not created yet. Does not block. */
  public @Nullable Admin ifCreated() {
    return admin;
  }

  /** @throws org.apache.kafka.common.KafkaException if the client can't be created now */
  public synchronized Admin get() {
    Admin created = admin;
    if (created == null) {
      created = Admin.create(settings);
      admin = created;
    }
    return created;
  }

  @Override
  public synchronized void destroy() {
    Admin created = admin;
    if (created != null) {
      created.close(Duration.ZERO);
      admin = null;
    }
  }
}
