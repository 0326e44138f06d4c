package io.seatlock.faults.checker;

import io.seatlock.faults.findings.Rule;
import io.seatlock.faults.history.Call;
import io.seatlock.faults.history.SeatEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A group is locked as a whole, also if its call got no answer: all seats of the group have a lock with the same
 * lockedAt and the same deadline.
 */
final class GroupLocks {

  private final List<Member> members = new ArrayList<>();

  void add(Call call, SeatEvent locked) {
    members.add(new Member(call, locked));
  }

  void judge(SeatRecords records, FindingsBuilder findings) {
    for (Member member : members) {
      for (String seat : member.call().seats()) {
        if (!findings.circumstances().mayLose(member.locked().version())
            && !isLockedWith(member.locked(), seat, records)) {
          findings.broken(Rule.PARTLY_GRANTED, "%s: not locked by %s as %s was: %s", seat, member.call(),
              member.locked().key(), member.locked());
        }
      }
    }
  }

  private static boolean isLockedWith(SeatEvent member, String seat, SeatRecords records) {
    return records.read(seat).stream().anyMatch(event -> event.what() == SeatEvent.What.LOCKED
        && Objects.equals(event.user(), member.user()) && event.at() == member.at()
        && event.expiresAt() == member.expiresAt());
  }

  private record Member(Call call, SeatEvent locked) {}
}
