-- fill: adds seats to a draft, each with the bits of its present state. A seat that can't be read counts as sold, since
-- nobody can lock it.
--
-- KEYS   the plan of the venue; seats hash of the venue
-- ARGV   venue; generation; number of steps so far; how long the draft lives without a further step (ms); index of the
--        first seat; the fields of the seats, separated by colons
-- REPLY  FILLED, now; OVERTAKEN, now, if the draft is not there like this
-- EVENT  none

local function bits_of(json)
  return BITS[json and (glance(json) or 'FINALIZED') or 'AVAILABLE']
end

operations['fill'] = function()
  local plan, hash = key(), key()
  local draft, first, fields, entries = take_draft(plan), number(), {}, {}
  for field in string.gmatch(arg(), '[^:]+') do
    table.insert(fields, field)
    table.insert(entries, field)
    table.insert(entries, integer(first + #fields - 1))
  end
  if not draft then return OVERTAKEN end
  local jsons = redis.call('HMGET', hash, unpack(fields))
  redis.call('HSET', draft.seats, unpack(entries))
  for i, json in ipairs(jsons) do
    local bits = bits_of(json)
    if bits ~= '0' then redis.call('BITFIELD', draft.occupancy, 'SET', 'u2', '#' .. integer(first + i - 1), bits) end
  end
  extend_draft(draft)
  return { 'FILLED', NOW }
end
