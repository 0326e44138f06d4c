-- lock: claims seats for one user until a deadline, all of them or none.
--
-- KEYS   seats hash of the venue; the lock key of each seat
-- ARGV   user; lock id for a new lock; timeout (ms); most seats one user may hold (0: no limit);
--        named as a list (1 or 0); sent at (ms since the epoch); request; seats
-- REPLY  DONE with the seats, or REFUSED with the seats in the way
-- EVENT  unlocked (expired) per dead lock; locked per seat, for a request also when the lock is an old one;
--        lock-rejected for a refused request

-- Whether the user's lock on the first seat covers exactly these seats, so that asking is a repetition.
local function is_same_lock(seats, user, as_list)
  local lock_id = seats[1].lockId
  for _, seat in ipairs(seats) do
    if seat.status ~= 'LOCKED' or seat.userId ~= user or seat.lockId ~= lock_id then return false end
  end
  if not as_list then return true end
  local covered = 0
  for _, field in ipairs(redis.call('ZRANGEBYSCORE', seats[1].holdings .. user, '(' .. integer(NOW), '+inf')) do
    local json = redis.call('HGET', seats[1].hash, field)
    if json and cjson.decode(json).lockId == lock_id then covered = covered + 1 end
  end
  return covered == #seats
end

local function reason_not_to_lock(seats, user, as_list, limit, too_late)
  local conflicts = conflicts_of(seats, function(seat)
    if seat.status == 'FINALIZED' then return 'SEAT_FINALIZED' end
    if seat.status == 'LOCKED' then return seat.userId == user and 'ALREADY_YOURS' or 'SEAT_LOCKED' end
  end)
  if #conflicts > 0 then return conflicts end
  if too_late then return conflicts_of(seats, function() return 'REQUEST_TOO_OLD' end) end
  if limit > 0 and redis.call('ZCOUNT', seats[1].holdings .. user, '(' .. integer(NOW), '+inf') + #seats > limit then
    return conflicts_of(seats, function() return 'SEAT_LIMIT_REACHED' end)
  end
  return conflicts
end

local function grant(seat, user, lock_id, timeout)
  seat.version = next_version(seat)
  seat.status, seat.userId, seat.lockId = 'LOCKED', user, lock_id
  seat.lockedAt, seat.expiresAt = NOW, NOW + timeout
  announce_locked(seat)
  save(seat)
  index(seat)
end

operations['lock'] = function()
  local user, lock_id, timeout, limit = arg(), arg(), number(), number()
  local as_list, sent_at, request = arg() == '1', number(), take_request()
  local seats = take_settled_seats(user)
  if is_same_lock(seats, user, as_list) then
    if request.id ~= '' then
      for _, seat in ipairs(seats) do announce_locked(seat) end
    end
    return done(seats)
  end
  local too_late = request.id ~= '' and sent_at + timeout < NOW
  local conflicts = reason_not_to_lock(seats, user, as_list, limit, too_late)
  if #conflicts > 0 then return refuse('lock-rejected', request, seats, conflicts) end
  for _, seat in ipairs(seats) do grant(seat, user, lock_id, timeout) end
  return done(seats)
end
