-- changes: writes a seat, its lock key, its index entries and its event; checks before the first write.

-- How the last lock or sale of a free seat ended; needed for later requests of its holder.
local function last_json(last)
  return '{"end":"' .. last['end'] .. '","endedAt":"' .. iso(last.endedAt) .. '","userId":' .. quoted(last.userId)
    .. ',"lockedAt":"' .. iso(last.lockedAt) .. '","lockId":' .. quoted(last.lockId) .. '}'
end

-- Writes a seat into the hash; the fields in the order of the contract, those it has.
local function save(seat)
  local json = '{"status":"' .. seat.status .. '"'
  if seat.userId then json = json .. ',"userId":' .. quoted(seat.userId) end
  if seat.expiresAt then json = json .. ',"expiresAt":"' .. iso(seat.expiresAt) .. '"' end
  if seat.lockedAt then json = json .. ',"lockedAt":"' .. iso(seat.lockedAt) .. '"' end
  if seat.finalizedAt then json = json .. ',"finalizedAt":"' .. iso(seat.finalizedAt) .. '"' end
  if seat.lockId then json = json .. ',"lockId":' .. quoted(seat.lockId) end
  if seat.group then json = json .. ',"group":' .. cjson.encode(seat.group) end
  if seat.repeated and seat.status == 'LOCKED' then json = json .. ',"repeated":true' end
  if seat.last then json = json .. ',"last":' .. last_json(seat.last) end
  redis.call('HSET', seat.hash, seat.field, json .. ',"version":' .. integer(seat.version) .. '}')
  mark(seat)
end

-- The fencing token: strictly rising for each seat, also when a fail-over lost the last changes.
local function next_version(seat)
  return math.max(seat.version + 1, NOW_US)
end

-- Writes one event to the outbox, in the same step as its change.
local function announce(kind, seat, at, version, ...)
  redis.call('XADD', OUTBOX, '*', 'kind', kind, 'seat', seat.name, 'userId', seat.userId,
    'at', integer(at), 'version', integer(version), ...)
end

local function announce_locked(seat)
  announce('locked', seat, seat.lockedAt, seat.version, 'expiresAt', integer(seat.expiresAt))
end

-- What a user holds in all venues of the partition, by deadline; only kept if a limit is set.
local function held_by(seat, user)
  return string.match(seat.holdings, '^(.-)seat%-holdings:') .. 'seat-held:' .. user
end

-- Writes the lock key, the deadline and the holding, which exist as long as the lock.
local function index(seat)
  redis.call('SET', seat.lock_key, '1', 'PXAT', integer(seat.expiresAt))
  redis.call('ZADD', DEADLINES, integer(seat.expiresAt), seat.name)
  redis.call('ZADD', seat.holdings .. seat.userId, integer(seat.expiresAt), seat.field)
end

-- A lock counts for its user in all venues from now on.
local function hold(seat, total)
  if total > 0 then redis.call('ZADD', held_by(seat, seat.userId), integer(seat.expiresAt), seat.name) end
end

-- A holdings key of the wrong type has no entry to remove. It must not keep the seat from ending its lock.
local function remove_holding(seat)
  is_wrong_type(redis.pcall('ZREM', seat.holdings .. seat.userId, seat.field))
  is_wrong_type(redis.pcall('ZREM', held_by(seat, seat.userId), seat.name))
end

local function unindex(seat)
  redis.call('DEL', seat.lock_key)
  redis.call('ZREM', DEADLINES, seat.name)
  remove_holding(seat)
end

-- Makes a seat available. last is stored as the last holder; nil if the lock must not count as one (compensation). The
-- event comes first: if it can't be written, nothing changes.
local function vacate(seat, reason, at, last)
  local version = next_version(seat)
  announce('unlocked', seat, at, version, 'reason', reason)
  if seat.status == 'LOCKED' then unindex(seat) end
  seat.status, seat.version, seat.group, seat.last = 'AVAILABLE', version, nil, last
  seat.userId, seat.lockId, seat.lockedAt, seat.expiresAt, seat.finalizedAt = nil, nil, nil, nil, nil
  seat.repeated = nil
  save(seat)
end

-- Ends a lock or a sale, for whatever reason.
local function free(seat, reason, at)
  vacate(seat, reason, at,
    { ['end'] = reason, endedAt = at, userId = seat.userId, lockedAt = seat.lockedAt, lockId = seat.lockId })
end

-- The wanted deadline, but never past the greatest age of a lock. The present deadline may be past it, if the setting was
-- lowered since.
local function capped_deadline(seat, wanted, max_age)
  return math.min(wanted, math.max(seat.lockedAt + max_age, seat.expiresAt))
end

local function is_dead(seat)
  return seat.status == 'LOCKED' and seat.expiresAt <= NOW
end

-- Every operation treats a lock past its deadline as ended; the first one that changes the seat records the end.
local function settle(seat)
  if not seat.damaged and is_dead(seat) then free(seat, 'expired', seat.expiresAt) end
  return seat
end

-- All or nothing: whatever a command may write is read before its first write, so that a key of the wrong type, or one
-- that a Cluster which moves the slot has already sent ahead, ends the command before it changed anything.
local indexes_checked = false

local function check_indexes()
  if indexes_checked then return end
  redis.call('ZSCORE', DEADLINES, '')
  redis.call('XLEN', OUTBOX)
  indexes_checked = true
end

local function check_holdings_arrived(seat, user)
  if ON_CLUSTER then check_arrived(seat.holdings .. user, held_by(seat, user)) end
end

-- The keys that a change of these seats removes or writes and that are not among KEYS.
local function check_moving_keys(seats)
  for _, seat in ipairs(seats) do
    if seat.status == 'LOCKED' then check_holdings_arrived(seat, seat.userId) end
  end
end

-- How many live locks are among these holdings, without reading them; nil if the key has another type.
local function count_live(holdings)
  local count = redis.pcall('ZCOUNT', holdings, '(' .. integer(NOW), '+inf')
  if is_wrong_type(count) then return nil end
  return count
end

-- How many seats a user holds in the venue, and in all venues unless that has no limit (total == 0) and is not written
-- either. A user whose holdings can't be written can't get a seat or more time: the cap could not be kept.
local function check_holdings(seats, user, total)
  check_holdings_arrived(seats[1], user)
  local in_venue = count_live(seats[1].holdings .. user)
  local in_all = total == 0 and 0 or count_live(held_by(seats[1], user))
  if not in_venue or not in_all then
    for _, seat in ipairs(seats) do seat.damaged = true end
  end
  return in_venue, in_all
end

-- Runs the checks before the first write, then ends the locks whose deadline has passed. Returns what the new holder
-- holds.
local function prepare(seats, new_holder, total)
  check_indexes()
  find_places(seats)
  check_moving_keys(seats)
  local in_venue, in_all
  if new_holder then in_venue, in_all = check_holdings(seats, new_holder, total) end
  for _, seat in ipairs(seats) do settle(seat) end
  return in_venue, in_all
end

local function take_settled_seats()
  local seats = take_seats()
  prepare(seats)
  return seats
end

-- Whether a user who holds so many seats would hold too many (0: no limit).
local function exceeds(limit, held, more)
  return limit > 0 and held + more > limit
end
