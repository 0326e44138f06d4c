-- publish: makes a sealed draft the plan of its venue, and removes the plan before it.
--
-- KEYS   the plan of the venue
-- ARGV   venue; generation; number of steps so far; how long the draft lives without a further step (ms); number of seats;
--        number of pieces of the document
-- REPLY  PUBLISHED, now, 1 if the venue had a plan before, else 0; OVERTAKEN, now, if the draft is not there like this
-- EVENT  none

operations['publish'] = function()
  local plan = key()
  local draft, seats, pieces = take_draft(plan), arg(), arg()
  if not draft or not redis.call('HGET', plan, 'sealed') then return OVERTAKEN end
  local before = redis.call('HGET', plan, 'current')
  check_generation_arrived(draft.venue, before)
  redis.call('HSET', plan, 'current', draft.generation, 'seats', seats, 'pieces', pieces)
  redis.call('HDEL', plan, 'draft', 'step', 'until', 'sealed')
  for _, place in ipairs({ plan, draft.seats, draft.occupancy, draft.document }) do redis.call('PERSIST', place) end
  drop(draft.venue, before)
  plans = {}
  return { 'PUBLISHED', NOW, before and 1 or 0 }
end
