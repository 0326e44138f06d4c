-- discard: removes a draft, or the plan of a venue with any draft. Seats, locks and sales stay.
--
-- KEYS   the plan of the venue
-- ARGV   venue; generation of the draft, or '' to remove everything
-- REPLY  DISCARDED, now
-- EVENT  none

operations['discard'] = function()
  local plan, venue, generation = key(), arg(), arg()
  local current, draft = unpack(redis.call('HMGET', plan, 'current', 'draft'))
  if generation == '' then
    redis.call('DEL', plan)
    drop(venue, current)
    drop(venue, draft)
  elseif generation == draft then
    redis.call('HDEL', plan, 'draft', 'step', 'until', 'sealed')
    drop(venue, draft)
  end
  plans = {}
  return { 'DISCARDED', NOW }
end
