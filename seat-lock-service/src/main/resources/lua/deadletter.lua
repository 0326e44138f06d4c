-- deadletter: moves an event that can't become a record from the outbox to the dead letters, whole and in one step.
--
-- The dead letter has three fields of its own, then those of the event: dead-id (its stream id in the outbox),
-- dead-reason and dead-at (ms since the epoch). An event with very many fields has them as one, dead-fields, a JSON array.
--
-- KEYS   the dead letters
-- ARGV   its stream id; its fingerprint; why it can't be sent
-- REPLY  DEADLETTER, now, 1 if it was moved, 0 if it is not there as it was read
-- EVENT  none

-- Lua can't pass on much more than 7,000 arguments.
local MOST_VALUES = 1000

operations['deadletter'] = function()
  local dead_letters, id, fingerprint, reason = key(), arg(), arg(), arg()
  local entry = same_entry(id, fingerprint)
  if not entry then return { 'DEADLETTER', NOW, 0 } end
  local values = #entry[2] <= MOST_VALUES and entry[2] or { 'dead-fields', cjson.encode(entry[2]) }
  redis.call('XADD', dead_letters, '*', 'dead-id', id, 'dead-reason', reason, 'dead-at', integer(NOW), unpack(values))
  redis.call('XDEL', OUTBOX, id)
  return { 'DEADLETTER', NOW, 1 }
end
