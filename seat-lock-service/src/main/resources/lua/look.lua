-- look: the seats as they are now. A lock past its deadline reads as available; writes nothing.
--
-- KEYS   seats hash of the venue; the lock key of each seat
-- ARGV   seats
-- REPLY  DONE with the seats
-- EVENT  none

operations['look'] = function()
  local seats = take_seats()
  for _, seat in ipairs(seats) do
    if is_dead(seat) then seat.status, seat.userId, seat.lockId, seat.expiresAt = 'AVAILABLE', nil, nil, nil end
  end
  return done(seats)
end
