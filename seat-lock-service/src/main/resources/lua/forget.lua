-- forget: removes the fields of seats that have been available for a long time, a page of one venue at a time.
--
-- The fencing token still rises: the next version of such a seat is the time of its next lock, and only a version that is
-- older than this long time is removed. So only a clock that is set back by more than that could repeat one.
--
-- KEYS   the venues, each with the time when it was last looked at (ms since the epoch)
-- ARGV   prefix of the seats hashes; venue, or '' for one that was not looked at for the pause; cursor, 0 at its
--        beginning; most fields of a page; how long a seat must have been available (ms); pause between two looks (ms)
-- REPLY  FORGOTTEN, now, number of fields removed, venue ('': none needs a look), next cursor (0: its end)
-- EVENT  none

local FREE = '{"status":"AVAILABLE"'

local function is_idle(json, since)
  if string.sub(json, 1, #FREE) ~= FREE then return false end
  local readable, seat = pcall(parse, json)
  return readable and seat and seat.version < since * 1000 and (not seat.last or seat.last.endedAt < since)
end

local function longest_unseen(venues, pause)
  return redis.call('ZRANGEBYSCORE', venues, '-inf', integer(NOW - pause), 'LIMIT', 0, 1)[1]
end

operations['forget'] = function()
  local venues, prefix, venue, cursor, most = key(), arg(), arg(), arg(), arg()
  local idle, pause, begins = number(), number(), venue == ''
  if begins then venue = longest_unseen(venues, pause) end
  if not venue then return { 'FORGOTTEN', NOW, 0, '', '0' } end
  local hash, removed = prefix .. venue, 0
  -- Without its seats the venue would be taken for one that has none.
  check_arrived(hash)
  -- Behind the others at once, so that another instance takes the next one.
  if begins then
    -- First removes an entry that never exists, since a full Redis rejects a script that begins with ZADD (barrier.lua).
    redis.call('ZREM', venues, '')
    redis.call('ZADD', venues, integer(NOW), venue)
  end
  local page = redis.pcall('HSCAN', hash, cursor, 'COUNT', most)
  if is_wrong_type(page) then return { 'FORGOTTEN', NOW, 0, venue, '0' } end
  -- Counted before: the server that a slot leaves refuses to look at a hash that has become empty.
  local stored = redis.call('HLEN', hash)
  for i = 1, #page[2], 2 do
    if is_idle(page[2][i + 1], NOW - idle) then removed = removed + redis.call('HDEL', hash, page[2][i]) end
  end
  if page[1] == '0' and removed == stored then redis.call('ZREM', venues, venue) end
  rooms[hash] = nil
  return { 'FORGOTTEN', NOW, removed, venue, page[1] }
end
