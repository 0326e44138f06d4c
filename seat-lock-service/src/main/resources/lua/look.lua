-- look: the seats as they are now. A lock past its deadline reads as available; writes nothing.
--
-- KEYS   seats hash of the venue; its plan; the lock key of each seat
-- ARGV   seats
-- REPLY  DONE with the seats, or REFUSED with those that can't be read
-- EVENT  none

operations['look'] = function()
  local seats = take_seats()
  local conflicts = conflicts_of(seats, function() end)
  if #conflicts > 0 then return refused(conflicts) end
  for _, seat in ipairs(seats) do
    if is_dead(seat) then seat.status, seat.userId, seat.lockId, seat.expiresAt = 'AVAILABLE', nil, nil, nil end
  end
  return done(seats)
end
