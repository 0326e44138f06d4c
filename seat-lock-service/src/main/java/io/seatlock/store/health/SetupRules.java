package io.seatlock.store.health;

import io.seatlock.store.redis.ServerInfo;
import io.seatlock.store.settings.DurabilitySettings;
import io.seatlock.store.settings.StoreSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes the setup warnings about Redis' settings. Each says what is wrong, what the risk is and what to set. */
final class SetupRules {

  private final Map<String, Set<String>> addresses = new LinkedHashMap<>();

  private final StoreSettings settings;

  private final int servers;

  private SetupRules(StoreSettings settings, int servers) {
    this.settings = settings;
    this.servers = servers;
  }

  /**
   * The warnings, one sentence for each. If there are several servers, a warning ends with the addresses that it
   * concerns.
   *
   * @param refused the missing rights: commands, each with its key
   */
  static List<String> of(List<ServerInfo> servers, Set<String> refused, StoreSettings settings) {
    SetupRules warnings = new SetupRules(settings, servers.size());
    servers.forEach(warnings::addWarnings);
    List<String> all = new ArrayList<>(warnings.sentences());
    if (!refused.isEmpty()) {
      all.add("The user of the service may not do all that it needs (" + String.join("; ", refused)
          + "): such calls end in 503. Give it the rights of docs/redis-users.acl.");
    }
    return List.copyOf(all);
  }

  private void addWarnings(ServerInfo server) {
    if (server.isTooOld()) {
      add(server, "Redis " + server.version() + " lacks commands that the service needs: no seat can be locked. "
          + "Use 6.2 or newer.");
    }
    if (server.hasKnownVulnerability() && !server.isOnLoopback()) {
      add(server,
          "Redis " + server.version() + " has a known hole in Lua (CVE-2025-49844): whoever may run scripts on it "
              + "can take over its machine. Update it to the newest version of its line.");
    }
    if (!Set.of("noeviction", "unknown").contains(server.maxmemoryPolicy())) {
      add(server, "maxmemory-policy is " + server.maxmemoryPolicy() + ": when memory is short Redis evicts locks "
          + "and sales, and seats are sold twice. Set maxmemory-policy noeviction.");
    }
    if (server.appendonly().equals("no")) {
      add(server, "appendonly is no: a restart of Redis loses every lock and sale since its last snapshot, and seats "
          + "are sold twice. Set appendonly yes.");
    }
    if (server.get("aof_last_write_status").equals("err")) {
      add(server, "Redis can't write its append-only file and refuses changes: nothing is granted. Make room on its "
          + "disk.");
    }
    if (server.get("role").equals("slave")) {
      add(server,
          "This Redis is a replica, which accepts no changes: nothing is granted. Give the service the primary's "
              + "address, or Sentinel's or the Cluster's.");
    }
    if (server.isCluster() && settings.partitions() == 1) {
      add(server, "Redis is a Cluster and seat-lock.partitions is 1: the keys of a call lie in different slots, and no "
          + "seat can be locked. Set seat-lock.partitions to e.g. 8 before the first seat is stored.");
    }
    int needed = settings.durability().replicas();
    if (settings.durability().mode() == DurabilitySettings.Mode.SAFE && server.replicasOnline() < needed) {
      add(server, "seat-lock.durability.mode is safe and needs " + needed + " replicas, but " + server.replicasOnline()
          + " follow: every lock is refused with 503. Start replicas, or set seat-lock.durability.replicas lower.");
    }
  }

  private void add(ServerInfo server, String sentence) {
    addresses.computeIfAbsent(sentence, _ -> new TreeSet<>()).add(server.address());
  }

  private List<String> sentences() {
    return addresses.entrySet().stream().map(warning -> servers == 1
        ? warning.getKey()
        : warning.getKey() + " (" + String.join(", ", warning.getValue()) + ")").toList();
  }
}
