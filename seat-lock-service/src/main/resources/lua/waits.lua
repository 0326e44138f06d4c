-- waits: whether an event is still in the outbox. Sent as a command that must be replicated, it also shows that the
-- replicas have the event and all events before it.
--
-- KEYS   none
-- ARGV   its stream id; its fingerprint
-- REPLY  DONE, now, 1 if it waits, else 0
-- EVENT  none

operations['waits'] = function()
  return { 'DONE', NOW, same_entry(arg(), arg()) and 1 or 0 }
end
