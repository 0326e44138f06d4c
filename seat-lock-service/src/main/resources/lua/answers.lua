-- answers: who may act on a seat, the replies, and the events that answer Kafka requests.

-- A userId or lockId that the caller gives must be the holder's; one that is not given ('') is not compared.
local function is_holder(claim, user, lock_id)
  return (user == '' or user == claim.userId) and (lock_id == '' or lock_id == claim.lockId)
end

-- Whether the seat's last lock or sale was this caller's and ended in this way. False if the caller gives no id.
local function has_ended(seat, how, user, lock_id)
  return seat.status == 'AVAILABLE' and seat.last and seat.last['end'] == how
    and (user ~= '' or lock_id ~= '') and is_holder(seat.last, user, lock_id)
end

-- REPLY of a command that was carried out: 'DONE', now, then each seat.
local function done(seats)
  local reply = { 'DONE', NOW }
  for i, seat in ipairs(seats) do
    reply[i + 2] = { seat.status, seat.version, seat.userId or '', seat.lockId or '', seat.expiresAt or 0 }
  end
  return reply
end

-- REPLY of a refusal: 'REFUSED', now, then each conflicting seat: its position in the
-- command (from 0), the code, the deadline of the lock or pause that is meant (ms) or 0.
local function refused(conflicts)
  local reply = { 'REFUSED', NOW }
  for _, conflict in ipairs(conflicts) do table.insert(reply, conflict) end
  return reply
end

local function deadline_of(seat, code)
  if code == 'SEAT_LOCKED' then return seat.expiresAt end
  if code == 'LOCK_PAUSED' then return seat.paused_until end
  return code == 'LOCK_EXPIRED' and seat.last.endedAt or 0
end

-- Asks judge(seat) for a code for each seat that can be read; nil lets it pass.
local function conflicts_of(seats, judge)
  local conflicts = {}
  for i, seat in ipairs(seats) do
    local code = seat.damaged and 'SEAT_DAMAGED' or judge(seat)
    if code then table.insert(conflicts, { i - 1, code, deadline_of(seat, code) }) end
  end
  return conflicts
end

-- Why there is no live lock for this caller to act on.
local function reason_of_no_lock(seat, user, lock_id)
  return has_ended(seat, 'expired', user, lock_id) and 'LOCK_EXPIRED' or 'NOT_LOCKED'
end

-- For commands on a live lock: why the caller may not act on this seat, or nil.
local function reason_not_to_touch(user, lock_id)
  return function(seat)
    if seat.status == 'FINALIZED' then return 'SEAT_FINALIZED' end
    if seat.status == 'AVAILABLE' then return reason_of_no_lock(seat, user, lock_id) end
    if not is_holder(seat, user, lock_id) then return 'NOT_THE_HOLDER' end
  end
end

-- A request that came as a Kafka record is answered by an event.
-- ARGV: id, and nothing else if it is '': then the command came over REST. Sent at (ms since the epoch, by the sender's
-- clock); body; key with the answered offsets of its source, or ''; its offset there; the first offset that may be
-- delivered again.
local OVER_REST = { id = '', answered = '' }

local function take_request()
  local id = arg()
  if id == '' then return OVER_REST end
  return { id = id, sent_at = number(), body = arg(), answered = arg(), number = arg(), first = number() }
end

-- Answers a record once, however often it is delivered. Offsets below the first that may be delivered again are
-- removed.
local function answer_once(request, answer)
  if request.answered == '' then return answer() end
  check_arrived(request.answered)
  if redis.call('ZSCORE', request.answered, request.number) then return { 'ANSWERED', NOW } end
  local reply = answer()
  redis.call('ZREMRANGEBYSCORE', request.answered, '-inf', '(' .. integer(request.first))
  redis.call('ZADD', request.answered, request.number, request.number)
  return reply
end

local function reject(kind, key, request, ...)
  redis.call('XADD', OUTBOX, '*', 'kind', kind, 'key', key, 'id', request.id, 'body', request.body, 'at', integer(NOW), ...)
end

-- Refuses a command, and answers the record that asked for it, if one did.
local function refuse(kind, request, seats, conflicts, ...)
  if request.id ~= '' then reject(kind, seats[1].name, request, 'conflicts', cjson.encode(conflicts), ...) end
  return refused(conflicts)
end
