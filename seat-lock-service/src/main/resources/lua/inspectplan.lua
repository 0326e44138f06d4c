-- inspectplan: looks whether a generation of a venue's plan is whole and still needed. Removes one that is not, if asked
-- to, unless it ends by itself.
--
-- KEYS   the plan of the venue
-- ARGV   repair (1 or 0); venue; generation
-- REPLY  INSPECTED, now, then differences: what it is, key, found, wanted (texts), repaired (1 or 0)
-- EVENT  none

-- Number of entries; nil if the key has another type, which is reported by itself.
local function entries_of(place)
  local count = redis.pcall('HLEN', place)
  if is_wrong_type(count) then return nil end
  return count
end

local function differ(reply, place, wanted)
  local count = entries_of(place)
  if count and count ~= tonumber(wanted) then
    table.insert(reply, { 'BROKEN_PLAN', place, integer(count), wanted or '', 0 })
  end
end

operations['inspectplan'] = function()
  local plan, repair, venue, generation, reply = key(), arg() == '1', arg(), arg(), { 'INSPECTED', NOW }
  local seats, occupancy, document = keys_of(venue, generation)
  check_arrived(seats, occupancy, document)
  local fields = redis.pcall('HMGET', plan, 'current', 'draft', 'until', 'seats', 'pieces')
  if is_wrong_type(fields) then return reply end
  local current, draft, ends, size, pieces = unpack(fields)
  if current == generation then
    differ(reply, seats, size)
    differ(reply, document, pieces)
  elseif draft ~= generation or (tonumber(ends) or 0) + DRAFT_LINGERS < NOW then
    for _, place in ipairs({ seats, occupancy, document }) do
      if redis.call('PTTL', place) == -1 then
        if repair then redis.call('UNLINK', place) end
        table.insert(reply, { 'STRAY_PLAN', place, '', '', repair and 1 or 0 })
      end
    end
  end
  return reply
end
