-- confirm: removes the events that Kafka has acknowledged from the outbox, exactly these.
--
-- An id alone does not say which event is meant: a server that took over without the last events, or whose clock is
-- behind, gives the same or lower ids to others. But two servers that have one event in common have all events before
-- it in common, so it is enough to compare the last one as a whole.
--
-- KEYS   none
-- ARGV   fingerprint of the last of them; their stream ids, oldest first, separated by spaces
-- REPLY  CONFIRMED, now, number of events removed; 0 if the last one is not there as it was sent
-- EVENT  none

-- The entry with this id, if it is the one that the caller read; OutboxEntry.java computes the same fingerprint.
local function same_entry(id, fingerprint)
  local entry = redis.call('XRANGE', OUTBOX, id, id)[1]
  if entry and redis.sha1hex(table.concat(entry[2], '\0')) == fingerprint then return entry end
end

operations['confirm'] = function()
  local fingerprint, ids = arg(), {}
  for id in string.gmatch(arg(), '%S+') do table.insert(ids, id) end
  if not same_entry(ids[#ids], fingerprint) then return { 'CONFIRMED', NOW, 0 } end
  return { 'CONFIRMED', NOW, redis.call('XDEL', OUTBOX, unpack(ids)) }
end
