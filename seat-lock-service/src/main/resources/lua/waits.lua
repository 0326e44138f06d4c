-- waits: whether an event is still to be sent. As a promise it also says that the replicas have the event, and with it
-- all before it.
--
-- KEYS   none
-- ARGV   its stream id; its fingerprint
-- REPLY  DONE, now, 1 if it waits, else 0
-- EVENT  none

operations['waits'] = function()
  return { 'DONE', NOW, same_entry(arg(), arg()) and 1 or 0 }
end
