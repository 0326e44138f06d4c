-- seal: from now on a seat that is not in the draft is not locked any more.
--
-- KEYS   the plan of the venue
-- ARGV   venue; generation; number of steps so far; how long the draft lives without a further step (ms)
-- REPLY  SEALED, now; OVERTAKEN, now, if the draft is not there like this
-- EVENT  none

operations['seal'] = function()
  local draft = take_draft(key())
  if not draft then return OVERTAKEN end
  redis.call('HSET', draft.plan, 'sealed', '1')
  extend_draft(draft)
  return { 'SEALED', NOW }
end
