-- unlock: gives locked seats back before their deadline, all of them or none. The one who did it may ask again.
--
-- KEYS   seats hash of the venue; its plan; the lock key of each seat
-- ARGV   user or ''; lock id or ''; seats
-- REPLY  DONE with the seats, or REFUSED with the seats in the way
-- EVENT  unlocked (expired) per expired lock; unlocked (manual) per seat

operations['unlock'] = function()
  local user, lock_id = arg(), arg()
  local seats = take_settled_seats()
  local reason = reason_not_to_touch(user, lock_id)
  local conflicts = conflicts_of(seats, function(seat)
    if not has_ended(seat, 'manual', user, lock_id) then return reason(seat) end
  end)
  if #conflicts > 0 then return refused(conflicts) end
  for _, seat in ipairs(seats) do
    if seat.status == 'LOCKED' then free(seat, 'manual', NOW) end
  end
  return done(seats)
end
