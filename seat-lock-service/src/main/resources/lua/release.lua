-- release: puts sold seats back on sale, all of them or none. The one who did it may ask again.
--
-- KEYS   seats hash of the venue; its plan; the lock key of each seat
-- ARGV   user or ''; lock id or ''; seats
-- REPLY  DONE with the seats, or REFUSED with the seats in the way
-- EVENT  unlocked (expired) per expired lock; unlocked (released) per seat

operations['release'] = function()
  local user, lock_id = arg(), arg()
  local seats = take_settled_seats()
  local conflicts = conflicts_of(seats, function(seat)
    if has_ended(seat, 'released', user, lock_id) then return nil end
    if seat.status == 'AVAILABLE' then return 'NOT_FINALIZED' end
    if seat.status == 'LOCKED' then return 'SEAT_LOCKED' end
    if not is_holder(seat, user, lock_id) then return 'NOT_THE_HOLDER' end
  end)
  if #conflicts > 0 then return refused(conflicts) end
  for _, seat in ipairs(seats) do
    if seat.status == 'FINALIZED' then free(seat, 'released', NOW) end
  end
  return done(seats)
end
