-- common: the operations' shared ground: the clock, the reading of a command, a seat's JSON, its events.
-- All files of this folder are joined into one script (common, operations, dispatch), sent by EVALSHA.
--
-- KEYS  1 deadlines  zset  <venueId>:<row>:<seat> -> deadline, ms since the epoch
--       2 outbox     stream, one entry per event that Kafka has not confirmed yet
--       3 identity   hash, what store this is; read by dispatch before anything is carried out
--       4.. the keys of the commands, in their order
-- ARGV  1 the epoch that the caller knows, '' if it takes any store; 2 the lowest beat that it takes
--       then for each command: operation, number of its KEYS, number of its ARGV, its ARGV
--
-- The only clock is Redis' TIME, read once: all commands of one call happen at the same instant.

local DEADLINES, OUTBOX, IDENTITY = KEYS[1], KEYS[2], KEYS[3]

local time = redis.call('TIME')
local NOW_US = tonumber(time[1]) * 1000000 + tonumber(time[2])
local NOW = math.floor(NOW_US / 1000)

local operations = {}

-- Reading a command: each call of key() or arg() takes the next one of its frame.
local key_cursor, arg_cursor = 2, 0

local function key()
  key_cursor = key_cursor + 1
  return KEYS[key_cursor]
end

local function arg()
  arg_cursor = arg_cursor + 1
  return ARGV[arg_cursor]
end

local function number()
  return tonumber(arg())
end

-- Days from the epoch to a date and back (proleptic Gregorian calendar, years starting in March, so
-- that the leap day is the last of its year). Redis' Lua has no os.date.
local function date_of(days)
  local z = days + 719468
  local era = math.floor(z / 146097)
  local day = z - era * 146097
  local year = math.floor((day - math.floor(day / 1460) + math.floor(day / 36524) - math.floor(day / 146096)) / 365)
  day = day - (365 * year + math.floor(year / 4) - math.floor(year / 100))
  local month = math.floor((5 * day + 2) / 153)
  day = day - math.floor((153 * month + 2) / 5) + 1
  year = year + era * 400
  if month < 10 then return year, month + 3, day end
  return year + 1, month - 9, day
end

local function days_of(year, month, day)
  if month > 2 then month = month - 3 else year, month = year - 1, month + 9 end
  local era = math.floor(year / 400)
  local years = year - era * 400
  local days = math.floor((153 * month + 2) / 5) + day - 1
  return era * 146097 + years * 365 + math.floor(years / 4) - math.floor(years / 100) + days - 719468
end

-- ms since the epoch -> '2025-05-20T12:01:15Z' or '2025-05-20T12:01:15.120Z', as java.time.Instant prints it.
local function format_iso(ms)
  local days = math.floor(ms / 86400000)
  local rest = ms - days * 86400000
  local seconds, fraction = math.floor(rest / 1000), rest % 1000
  local year, month, day = date_of(days)
  local text = string.format('%04d-%02d-%02dT%02d:%02d:%02d', year, month, day,
    math.floor(seconds / 3600), math.floor(seconds / 60) % 60, seconds % 60)
  if fraction == 0 then return text .. 'Z' end
  return text .. string.format('.%03dZ', fraction)
end

-- The commands of one call share their instant and often their deadline.
local known_isos = {}

local function iso(ms)
  if not known_isos[ms] then known_isos[ms] = format_iso(ms) end
  return known_isos[ms]
end

local function ms_of(text)
  if not text then return nil end
  local y, mo, d, h, mi, s, fraction = string.match(text, '^(%d+)-(%d+)-(%d+)T(%d+):(%d+):(%d+)%.?(%d*)Z$')
  local seconds = days_of(tonumber(y), tonumber(mo), tonumber(d)) * 86400 + h * 3600 + mi * 60 + s
  return seconds * 1000 + (tonumber(fraction) or 0)
end

local function integer(n)
  return string.format('%.0f', n)
end

local function quoted(text)
  return (string.gsub(cjson.encode(text), '\\/', '/'))
end

-- Writes a seat into the hash; the fields in the order of the contract, those it has.
local function save(seat)
  local json = '{"status":"' .. seat.status .. '"'
  if seat.userId then json = json .. ',"userId":' .. quoted(seat.userId) end
  if seat.expiresAt then json = json .. ',"expiresAt":"' .. iso(seat.expiresAt) .. '"' end
  if seat.lockedAt then json = json .. ',"lockedAt":"' .. iso(seat.lockedAt) .. '"' end
  if seat.finalizedAt then json = json .. ',"finalizedAt":"' .. iso(seat.finalizedAt) .. '"' end
  if seat.lockId then json = json .. ',"lockId":' .. quoted(seat.lockId) end
  redis.call('HSET', seat.hash, seat.field, json .. ',"version":' .. integer(seat.version) .. '}')
end

-- The fencing token: strictly rising for each seat, also when a fail-over lost the last changes.
local function next_version(seat)
  return math.max(seat.version + 1, NOW_US)
end

-- One event, in the same step as the change that it tells of.
local function announce(kind, seat, at, version, ...)
  redis.call('XADD', OUTBOX, '*', 'kind', kind, 'seat', seat.name, 'userId', seat.userId,
    'at', integer(at), 'version', integer(version), ...)
end

local function announce_locked(seat)
  announce('locked', seat, seat.lockedAt, seat.version, 'expiresAt', integer(seat.expiresAt))
end

-- What stands beside the hash for as long as a lock lives: its key, its deadline, what its user holds.
local function index(seat)
  redis.call('SET', seat.lock_key, '1', 'PXAT', integer(seat.expiresAt))
  redis.call('ZADD', DEADLINES, integer(seat.expiresAt), seat.name)
  redis.call('ZADD', seat.holdings .. seat.userId, integer(seat.expiresAt), seat.field)
end

local function unindex(seat)
  redis.call('DEL', seat.lock_key)
  redis.call('ZREM', DEADLINES, seat.name)
  redis.call('ZREM', seat.holdings .. seat.userId, seat.field)
end

-- Ends a claim, for whatever reason. The event comes first: if it can't be written, nothing changes.
local function free(seat, reason, at)
  local version = next_version(seat)
  announce('unlocked', seat, at, version, 'reason', reason)
  if seat.status == 'LOCKED' then unindex(seat) end
  seat.status, seat.version = 'AVAILABLE', version
  seat.userId, seat.lockId, seat.lockedAt, seat.expiresAt, seat.finalizedAt = nil, nil, nil, nil, nil
  save(seat)
end

-- The seat as the hash tells it.
local function read(hash, holdings, lock_key, field, name)
  local json = redis.call('HGET', hash, field)
  local seat = json and cjson.decode(json) or { status = 'AVAILABLE', version = 0 }
  seat.hash, seat.holdings, seat.lock_key, seat.field, seat.name = hash, holdings, lock_key, field, name
  seat.expiresAt, seat.lockedAt, seat.finalizedAt = ms_of(seat.expiresAt), ms_of(seat.lockedAt), ms_of(seat.finalizedAt)
  return seat
end

local function is_dead(seat)
  return seat.status == 'LOCKED' and seat.expiresAt <= NOW
end

-- A dead deadline is dead everywhere at once: whoever meets such a lock first records its end.
local function settle(seat)
  if is_dead(seat) then free(seat, 'expired', seat.expiresAt) end
  return seat
end

-- The seats of a command. KEYS: hash, then a lock key per seat. ARGV: holdings prefix, number of
-- seats, then for each seat its field in the hash and its name.
local function take_seats()
  local hash, holdings, seats = key(), arg(), {}
  for i = 1, number() do
    local field, name = arg(), arg()
    seats[i] = read(hash, holdings, key(), field, name)
  end
  return seats
end

-- While a Cluster moves the slot, a call fails that needs a key which has gone ahead. Holdings are not declared,
-- and an earlier command may have removed others, so all are read before the first write: all or nothing.
local function reach(seats, new_holder)
  if string.sub(DEADLINES, 1, 1) ~= '{' then return end
  for _, seat in ipairs(seats) do
    redis.call('GET', seat.lock_key)
    redis.call('ZSCORE', DEADLINES, seat.name)
    if seat.status == 'LOCKED' then redis.call('ZSCORE', seat.holdings .. seat.userId, seat.field) end
  end
  if new_holder then redis.call('ZSCORE', seats[1].holdings .. new_holder, seats[1].field) end
end

local function take_settled_seats(new_holder)
  local seats = take_seats()
  reach(seats, new_holder)
  for _, seat in ipairs(seats) do settle(seat) end
  return seats
end

-- What the caller shows must be the holder's; what it does not show ('') is not compared.
local function is_holder(seat, user, lock_id)
  return (user == '' or user == seat.userId) and (lock_id == '' or lock_id == seat.lockId)
end

-- REPLY of a command that was carried out: 'DONE', now, then each seat.
local function done(seats)
  local reply = { 'DONE', NOW }
  for _, seat in ipairs(seats) do
    table.insert(reply, { seat.status, seat.version, seat.userId or '', seat.lockId or '', seat.expiresAt or 0 })
  end
  return reply
end

-- REPLY of a refusal: 'REFUSED', now, then each seat that stands in the way: its place in the
-- command (from 0), the code, the deadline (ms) or 0.
local function refused(conflicts)
  local reply = { 'REFUSED', NOW }
  for _, conflict in ipairs(conflicts) do table.insert(reply, conflict) end
  return reply
end

-- Asks judge(seat) for a code for each seat; nil lets it pass.
local function conflicts_of(seats, judge)
  local conflicts = {}
  for i, seat in ipairs(seats) do
    local code = judge(seat)
    if code then table.insert(conflicts, { i - 1, code, code == 'SEAT_LOCKED' and seat.expiresAt or 0 }) end
  end
  return conflicts
end

-- For commands on a live lock: why the caller may not act on this seat, or nil.
local function reason_not_to_touch(user, lock_id)
  return function(seat)
    if seat.status == 'FINALIZED' then return 'SEAT_FINALIZED' end
    if seat.status == 'AVAILABLE' then return 'NOT_LOCKED' end
    if not is_holder(seat, user, lock_id) then return 'NOT_THE_HOLDER' end
  end
end

-- A record that asked is answered by a record. id == '' means that nobody waits on Kafka.
-- ARGV: id, body of the request.
local function take_request()
  return { id = arg(), body = arg() }
end

local function reject(kind, key, request, ...)
  redis.call('XADD', OUTBOX, '*', 'kind', kind, 'key', key, 'id', request.id, 'body', request.body, 'at', integer(NOW), ...)
end

-- Refuses a command, and answers the record that asked for it, if one did.
local function refuse(kind, request, seats, conflicts)
  if request.id ~= '' then reject(kind, seats[1].name, request, 'conflicts', cjson.encode(conflicts)) end
  return refused(conflicts)
end
