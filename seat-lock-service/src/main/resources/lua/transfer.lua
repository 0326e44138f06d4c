-- transfer: hands live locks over to another user, all of them or none. Asking again without a
-- timeout changes nothing; with one it moves the deadline.
--
-- KEYS   seats hash of the venue; its plan; the lock key of each seat
-- ARGV   user or ''; lock id; new user; timeout (ms), 0 to leave the deadline; greatest age of a lock (ms);
--        most seats one user may hold (0: no limit); most in all venues (0: no limit); seats
-- REPLY  DONE with the seats, or REFUSED with the seats in the way
-- EVENT  unlocked (expired) per expired lock; locked per seat that changes, with the first lockedAt and a new version

local function reason_not_to_transfer(user, lock_id, new_user)
  return function(seat)
    local shown = seat.userId == new_user and '' or user
    return reason_not_to_touch(shown, lock_id)(seat)
  end
end

local function hand_over(seat, new_user, expires_at, total)
  if seat.userId ~= new_user then remove_holding(seat) end
  seat.userId, seat.expiresAt = new_user, expires_at
  renew(seat)
  hold(seat, total)
end

operations['transfer'] = function()
  local user, lock_id, new_user, timeout, max_age, limit = arg(), arg(), arg(), number(), number(), number()
  local total = number()
  local seats = take_seats()
  local in_venue, in_all = prepare(seats, new_user)
  local conflicts = conflicts_of(seats, reason_not_to_transfer(user, lock_id, new_user))
  local more = 0
  for _, seat in ipairs(seats) do
    if seat.userId ~= new_user then more = more + 1 end
  end
  if #conflicts == 0 and more > 0
    and (exceeds(limit, in_venue, more) or exceeds(total, in_all, more)) then
    conflicts = conflicts_of(seats, function(seat) return seat.userId ~= new_user and 'SEAT_LIMIT_REACHED' or nil end)
  end
  if #conflicts > 0 then return refused(conflicts) end
  for _, seat in ipairs(seats) do
    local expires_at = timeout > 0 and capped_deadline(seat, NOW + timeout, max_age) or seat.expiresAt
    if seat.userId ~= new_user or expires_at ~= seat.expiresAt then hand_over(seat, new_user, expires_at, total) end
  end
  return done(seats)
end
