-- lease: acquires or renews the relay lease of this partition. The instances share the partitions: for each partition
-- one of the present instances is preferred, and the others give way to it. A lease is valid only while its holder is
-- present.
--
-- Presence is a duration: an instance is present if its last call is not longer ago than that. The time of its last
-- call is in the future if Redis' clock was set back, or if a server with a clock behind took over. Then it is unknown
-- how long ago the call was, so the instance counts as gone until its next call, which follows within a fraction of the
-- duration. Meanwhile two instances may relay: that repeats events but skips none.
--
-- KEYS   the lease; the instances, each with the time when it last asked (ms since the epoch)
-- ARGV   owner; how long an instance that does not ask counts as present (ms), 0 to hand the lease back and leave;
--        number of the partition; 1 if the owner has events under way, so that it does not give way now, else 0
-- REPLY  LEASE, now, 1 if the owner holds the lease now, else 0
-- EVENT  none

-- More than the difference between two synchronised clocks, and short compared with the shortest duration.
local MOST_AHEAD_MS = 1000

-- Both keys are rebuilt within seconds, so a key of a wrong type is deleted.
local function usable(command, place, ...)
  local reply = redis.pcall(command, place, ...)
  if type(reply) ~= 'table' or not reply.err then return reply end
  if not string.find(reply.err, 'WRONGTYPE', 1, true) then error(reply) end
  redis.call('DEL', place)
  return redis.call(command, place, ...)
end

local function leave(lease, instances, owner)
  usable('ZREM', instances, owner)
  if usable('GET', lease) == owner then redis.call('DEL', lease) end
  return { 'LEASE', NOW, 0 }
end

-- Comes first: a full Redis refuses a script's first write if it may take room, and the relay must go on to make room.
local function forget_absent(instances, duration)
  usable('ZREMRANGEBYSCORE', instances, '-inf', integer(NOW - duration))
  redis.call('ZREMRANGEBYSCORE', instances, '(' .. integer(NOW + MOST_AHEAD_MS), '+inf')
end

-- All instances ask for all partitions, so each partition counts the same instances and none gets more than its share.
local function preferred(instances, partition)
  local present = redis.call('ZRANGEBYSCORE', instances, '-inf', '+inf')
  table.sort(present)
  return present[partition % #present + 1]
end

operations['lease'] = function()
  local lease, instances = key(), key()
  local owner, duration, partition, busy = arg(), number(), number(), arg() == '1'
  if duration == 0 then return leave(lease, instances, owner) end
  forget_absent(instances, duration)
  local holder = usable('GET', lease)
  redis.call('ZADD', instances, integer(NOW), owner)
  if holder and holder ~= owner and redis.call('ZSCORE', instances, holder) then return { 'LEASE', NOW, 0 } end
  local next_holder = busy and owner or preferred(instances, partition)
  if next_holder ~= holder then redis.call('SET', lease, next_holder) end
  return { 'LEASE', NOW, next_holder == owner and 1 or 0 }
end
