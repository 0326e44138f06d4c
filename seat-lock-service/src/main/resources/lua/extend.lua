-- extend: moves the deadline of live locks to now + timeout, all of them or none. The deadline is at
-- most the first lockedAt + the greatest age, but is never moved back.
--
-- KEYS   seats hash of the venue; its plan; the lock key of each seat
-- ARGV   user or ''; lock id or ''; timeout (ms); greatest age of a lock (ms); seats
-- REPLY  DONE with the seats, or REFUSED with the seats in the way
-- EVENT  unlocked (expired) per expired lock; locked per seat, with the first lockedAt, the new expiresAt and a new version

-- A live lock as it is from now on.
local function renew(seat)
  seat.version = next_version(seat)
  announce_locked(seat)
  save(seat)
  index(seat)
  redis.call('ZADD', held_by(seat, seat.userId), 'XX', integer(seat.expiresAt), seat.name)
end

operations['extend'] = function()
  local user, lock_id, timeout, max_age = arg(), arg(), number(), number()
  local seats = take_settled_seats()
  for _, seat in ipairs(seats) do
    if seat.status == 'LOCKED' then check_holdings({ seat }, seat.userId) end
  end
  local conflicts = conflicts_of(seats, reason_not_to_touch(user, lock_id))
  if #conflicts > 0 then return refused(conflicts) end
  for _, seat in ipairs(seats) do
    seat.expiresAt = capped_deadline(seat, NOW + timeout, max_age)
    renew(seat)
  end
  return done(seats)
end
