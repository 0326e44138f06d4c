-- expire: ends locks whose deadline has passed, and only those: a late, repeated or mistaken call
-- changes nothing for the next holder. Each seat is checked and ended by itself; one that can't be read does not
-- prevent the others from ending.
--
-- KEYS   seats hash of the venue; its plan; the lock key of each seat
-- ARGV   seats
-- REPLY  DONE with the seats as they are now, or REFUSED with those that can't be read, when all others have ended
-- EVENT  unlocked (expired) per lock whose end had not been recorded yet

operations['expire'] = function()
  local seats = take_settled_seats()
  local over = {}
  for _, seat in ipairs(seats) do
    if not seat.damaged and seat.status ~= 'LOCKED' then table.insert(over, seat.name) end
  end
  -- A deadline whose seat has no lock would be found again by every sweep.
  if #over > 0 then redis.call('ZREM', DEADLINES, unpack(over)) end
  local conflicts = conflicts_of(seats, function() end)
  if #conflicts > 0 then return refused(conflicts) end
  return done(seats)
end
