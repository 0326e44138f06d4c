-- drafts: how a new plan is written in many steps, without stopping Redis.
--
-- Every step says which draft it is for and how many steps it knows of, and extends the draft's time. So a draft is given
-- up if another one has begun, if its writer has stopped for too long, or if a fail-over has lost one of its steps: then
-- whatever came after the lost step is lost, too. A draft that nobody continues ends by itself.
--
-- While a Cluster moves the slot, a step is refused until all keys of the draft have arrived, also those that no step has
-- written yet: the server can't know that.

-- The keys of a draft outlive its time by this (ms), so that they do not vanish while it counts.
local DRAFT_LINGERS = 60000

-- The keys of a generation are not among KEYS. Called before the first write.
local function check_generation_arrived(venue, generation)
  if generation then check_arrived(keys_of(venue, generation)) end
end

-- ARGV: venue; generation; number of steps so far; how long the draft lives without a further step (ms). Nil if the draft
-- is not there like this.
local function take_draft(plan)
  local draft = { plan = plan, venue = arg(), generation = arg(), step = number(), life = number() }
  draft.seats, draft.occupancy, draft.document = keys_of(draft.venue, draft.generation)
  local generation, step, ends = unpack(redis.call('HMGET', plan, 'draft', 'step', 'until'))
  if generation ~= draft.generation or tonumber(step) ~= draft.step or not is_ahead(ends) then return nil end
  check_arrived(draft.seats, draft.occupancy, draft.document)
  return draft
end

-- Without a present plan its hash is only there for the draft, and goes with it.
local function extend_draft(draft)
  redis.call('HSET', draft.plan, 'step', integer(draft.step + 1), 'until', integer(NOW + draft.life))
  local lingers = integer(draft.life + DRAFT_LINGERS)
  if not redis.call('HGET', draft.plan, 'current') then redis.call('PEXPIRE', draft.plan, lingers) end
  for _, place in ipairs({ keys_of(draft.venue, draft.generation) }) do redis.call('PEXPIRE', place, lingers) end
  plans = {}
end

local OVERTAKEN = { 'OVERTAKEN', NOW }

local function drop(venue, generation)
  if generation then redis.call('UNLINK', keys_of(venue, generation)) end
end
