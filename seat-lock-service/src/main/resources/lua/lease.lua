-- lease: makes one instance the relay of this partition for a while, or keeps it that.
--
-- KEYS   the lease
-- ARGV   owner; duration (ms), 0 to hand the lease back
-- REPLY  LEASE, now, 1 if the owner holds the lease now, else 0
-- EVENT  none

operations['lease'] = function()
  local lease, owner, duration = key(), arg(), number()
  local holder = redis.call('GET', lease)
  if holder and holder ~= owner then return { 'LEASE', NOW, 0 } end
  if duration == 0 then
    redis.call('DEL', lease)
    return { 'LEASE', NOW, 0 }
  end
  redis.call('SET', lease, owner, 'PX', duration)
  return { 'LEASE', NOW, 1 }
end
