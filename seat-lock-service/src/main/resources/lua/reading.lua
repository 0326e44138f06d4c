-- reading: parses the stored JSON of a seat and checks whether it can be used.

local ON_CLUSTER = string.find(DEADLINES, '{', 1, true) ~= nil

-- For keys that are not among KEYS. To a server that a Cluster moves the slot to, a key that has not arrived would seem to
-- be missing if it were read alone. A command with several keys is refused by Redis in that case, on both servers.
local function check_arrived(...)
  if ON_CLUSTER then redis.call('EXISTS', DEADLINES, ...) end
end

local function is_error(reply)
  return type(reply) == 'table' and reply.err ~= nil
end

-- Whether a key has another type than expected. Any other error of Redis ends the command.
local function is_wrong_type(reply)
  if not is_error(reply) then return false end
  if string.sub(reply.err, 1, 9) ~= 'WRONGTYPE' then error(reply) end
  return true
end

-- What a seat must have besides its version, by its status.
local PARTS = {
  AVAILABLE = {},
  LOCKED = { userId = 'string', lockId = 'string', lockedAt = 'number', expiresAt = 'number' },
  FINALIZED = { userId = 'string', lockId = 'string', lockedAt = 'number', finalizedAt = 'number' }
}

local LAST_PARTS = { ['end'] = 'string', endedAt = 'number', userId = 'string', lockedAt = 'number', lockId = 'string' }

-- Above this Lua's numbers can't represent every integer.
local MOST_EXACT = 2 ^ 53

local function has_parts(object, parts)
  for part, kind in pairs(parts) do
    if type(object[part]) ~= kind then return false end
  end
  return true
end

local function is_list_of_texts(list)
  if type(list) ~= 'table' then return false end
  for i, text in pairs(list) do
    if type(i) ~= 'number' or type(text) ~= 'string' then return false end
  end
  return true
end

local function is_sound(seat)
  if not PARTS[seat.status] or type(seat.version) ~= 'number' or seat.version % 1 ~= 0 then return false end
  if seat.version < 0 or seat.version >= MOST_EXACT then return false end
  return has_parts(seat, PARTS[seat.status]) and (seat.group == nil or is_list_of_texts(seat.group))
    and (seat.last == nil or has_parts(seat.last, LAST_PARTS))
end

-- The JSON of a seat with its times as numbers. Raises an error, or returns nil, if it can't be used.
local function parse(json)
  local seat = cjson.decode(json)
  seat.expiresAt, seat.lockedAt, seat.finalizedAt = ms_of(seat.expiresAt), ms_of(seat.lockedAt), ms_of(seat.finalizedAt)
  if seat.last then seat.last.endedAt, seat.last.lockedAt = ms_of(seat.last.endedAt), ms_of(seat.last.lockedAt) end
  return is_sound(seat) and seat or nil
end

-- What a map needs of a seat: status, version, deadline (ms) or 0. JSON that the service wrote is not parsed as a whole
-- unless it has a deadline. Nil if it can't be read.
local function glance(json)
  local status, version = string.match(json, '^{"status":"(%u+)",.*"version":(%d+)}$')
  if status == 'AVAILABLE' or status == 'FINALIZED' then return status, tonumber(version), 0 end
  local readable, seat = pcall(parse, json)
  if readable and seat then return seat.status, seat.version, seat.expiresAt or 0 end
end

-- The stored seat; seat.damaged if its data can't be used.
local function read(hash, holdings, lock_key, field, name)
  local json = redis.pcall('HGET', hash, field)
  local seat
  if is_wrong_type(json) then
    seat = { damaged = true }
  elseif not json then
    seat = { status = 'AVAILABLE', version = 0 }
  else
    local readable, parsed = pcall(parse, json)
    seat = readable and parsed or { damaged = true }
  end
  seat.hash, seat.holdings, seat.lock_key, seat.field, seat.name = hash, holdings, lock_key, field, name
  return seat
end

-- The seats of a command. KEYS: hash, plan of the venue, then a lock key per seat. ARGV: holdings prefix, number of
-- seats, then for each seat its field in the hash and its name.
local function take_venue()
  local hash = key()
  -- Named so that a Cluster which moves it refuses the call; plan_of knows its name.
  key()
  return hash, arg()
end

local function take_seats()
  local hash, holdings = take_venue()
  local seats = {}
  for i = 1, number() do
    local field, name = arg(), arg()
    seats[i] = read(hash, holdings, key(), field, name)
  end
  return seats
end

-- A position in a scan means nothing to another server, nor to the same one after its restart.
local function server()
  return string.match(redis.call('INFO', 'server'), 'run_id:(%x+)')
end
