package io.seatlock;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The calls of the table of who may do what. */
final class CallsOfTheTable {

  /** Has the seat of the table. */
  static final String PLAN = DescribedCall.OPEN_API.at("/components/examples/PLAN/value").toString();

  private CallsOfTheTable() {}

  static boolean needsPlan(String call) {
    return call.startsWith("best") || Set.of("put plan", "delete plan", "plan", "seats", "stream").contains(call);
  }

  /**
   * @param named the user that the call shows, where it shows one
   * @param lockId the true one of the seat
   */
  static Answer send(String call, @Nullable String token, String named, String venue, String lockId,
      TokenDeployment service) {
    String seat = Rest.json("venueId", venue, "row", "A", "seat", "1");
    String withUser = Rest.json("venueId", venue, "row", "A", "seat", "1", "userId", named);
    String withLockId = Rest.json("venueId", venue, "row", "A", "seat", "1", "lockId", lockId);
    return switch (call) {
      case "lock without userId" -> service.send(token, "POST", "/locks", seat);
      case "lock for bob" -> service.send(token, "POST", "/locks", withUser.replace("ann-1a2b", "bob-3c4d"));
      case "extend" ->
        service.send(token, "PATCH", "/locks", CallersOfTheTable.isBuyer(token) ? seat : withUser);
      case "unlock, seat only" -> service.send(token, "DELETE", "/locks", seat);
      case "unlock with lockId" -> service.send(token, "DELETE", "/locks", withLockId);
      case "extend with lockId" -> service.send(token, "PATCH", "/locks", withLockId);
      case "hand over with lockId" -> service.send(token, "PATCH", "/locks",
          Rest.json("venueId", venue, "row", "A", "seat", "1", "lockId", lockId, "newUserId", "eve-5e6f"));
      case "status" -> service.send(token, "GET", "/seats/status?venueId=" + venue + "&row=A&seat=1", null);
      case "finalize with userId" -> service.send(token, "POST", "/seats/finalize", withUser);
      case "finalize without proof" -> service.send(token, "POST", "/seats/finalize", seat);
      case "release without proof" -> service.send(token, "POST", "/seats/release", seat);
      case "release with userId" -> service.send(token, "POST", "/seats/release", withUser);
      case "best without userId" -> service.send(token, "POST", "/locks/best", Rest.json("venueId", venue, "count", 1));
      case "best for bob" ->
        service.send(token, "POST", "/locks/best", Rest.json("venueId", venue, "count", 1, "userId", "bob-3c4d"));
      case "basket" -> service.send(token, "GET", "/users/" + named + "/locks?venueId=" + venue, null);
      case "put plan" -> service.send(token, "PUT", "/venues/" + venue + "/plan", PLAN);
      case "delete plan" -> service.send(token, "DELETE", "/venues/" + venue + "/plan", null);
      case "plan" -> service.send(token, "GET", "/venues/" + venue + "/plan", null);
      case "seats" -> service.send(token, "GET", "/venues/" + venue + "/seats", null);
      case "stream" -> service.open(token, "/venues/" + venue + "/seats/stream");
      case "prometheus" -> service.send(token, "GET", "/actuator/prometheus", null);
      case "health" -> service.send(token, "GET", "/actuator/health", null);
      case "liveness" -> service.send(token, "GET", "/actuator/health/liveness", null);
      case "readiness" -> service.send(token, "GET", "/actuator/health/readiness", null);
      case "unknown path" -> service.send(token, "GET", "/nowhere", null);
      case "other method" -> service.send(token, "PUT", "/locks", seat);
      default -> throw new IllegalArgumentException(call);
    };
  }
}
