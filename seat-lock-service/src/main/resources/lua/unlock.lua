-- unlock: gives locked seats back before their deadline, all of them or none.
--
-- KEYS   seats hash of the venue; the lock key of each seat
-- ARGV   user or ''; lock id or ''; seats
-- REPLY  DONE with the seats, or REFUSED with the seats in the way
-- EVENT  unlocked (expired) per dead lock; unlocked (manual) per seat

operations['unlock'] = function()
  local user, lock_id = arg(), arg()
  local seats = take_settled_seats()
  local conflicts = conflicts_of(seats, reason_not_to_touch(user, lock_id))
  if #conflicts > 0 then return refused(conflicts) end
  for _, seat in ipairs(seats) do free(seat, 'manual', NOW) end
  return done(seats)
end
