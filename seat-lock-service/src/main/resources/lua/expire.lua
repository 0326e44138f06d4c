-- expire: ends a lock whose deadline has passed, and only that: whoever calls late, twice or by
-- mistake changes nothing for the next holder.
--
-- KEYS   seats hash of the venue; the lock key of the seat
-- ARGV   seats (one)
-- REPLY  DONE with the seat as it is now, or REFUSED if it can't be read
-- EVENT  unlocked (expired), if it had not been recorded yet

operations['expire'] = function()
  local seats = take_settled_seats()
  local conflicts = conflicts_of(seats, function() end)
  if #conflicts > 0 then return refused(conflicts) end
  -- An index entry that the hash knows nothing of would come back with every sweep.
  if seats[1].status ~= 'LOCKED' then redis.call('ZREM', DEADLINES, seats[1].name) end
  return done(seats)
end
