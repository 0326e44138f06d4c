-- lease: makes one instance the relay of this partition for a while, or keeps it that. The instances
-- share the partitions: each has a favourite among those that asked lately, to whom the others give way.
--
-- KEYS   the lease; the instances, each with the time until which it counts as alive (ms since the epoch)
-- ARGV   owner; duration (ms), 0 to hand the lease back and leave; number of the partition; 1 if the owner
--        has events under way, so that it does not give way now, else 0
-- REPLY  LEASE, now, 1 if the owner holds the lease now, else 0
-- EVENT  none

-- All instances ask for all partitions, so they are counted the same everywhere and none gets more than its share.
local function favourite(instances, partition)
  local alive = redis.call('ZRANGEBYSCORE', instances, '(' .. integer(NOW), '+inf')
  table.sort(alive)
  return alive[partition % #alive + 1]
end

local function leave(lease, instances, owner, holder)
  redis.call('ZREM', instances, owner)
  if holder == owner then redis.call('DEL', lease) end
  return { 'LEASE', NOW, 0 }
end

operations['lease'] = function()
  local lease, instances = key(), key()
  local owner, duration, partition, busy = arg(), number(), number(), arg() == '1'
  local holder = redis.call('GET', lease)
  if duration == 0 then return leave(lease, instances, owner, holder) end
  redis.call('ZREMRANGEBYSCORE', instances, '-inf', integer(NOW))
  redis.call('ZADD', instances, integer(NOW + duration), owner)
  if holder and holder ~= owner then return { 'LEASE', NOW, 0 } end
  local heir = busy and owner or favourite(instances, partition)
  -- The lease ends with what is known of the heir's life, so that one who has died meanwhile does not prolong it.
  redis.call('SET', lease, heir, 'PXAT', redis.call('ZSCORE', instances, heir))
  return { 'LEASE', NOW, heir == owner and 1 or 0 }
end
