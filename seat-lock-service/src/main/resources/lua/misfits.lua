-- misfits: looks through a page of the venue's seats for those that are locked or sold, or can't be read, and are not in
-- the draft. After all pages of a sealed draft there is none.
--
-- KEYS   the plan of the venue; seats hash of the venue
-- ARGV   venue; generation; number of steps so far; how long the draft lives without a further step (ms); server that
--        answered the page before, '' at the beginning; cursor, 0 at the beginning; most fields of a page, roughly
-- REPLY  MISFITS, now, server, next cursor (0: its end), then the fields of the seats; OVERTAKEN, now, if the draft is not
--        there like this, or the cursor is of a server that is not this one
-- EVENT  none

local function is_taken(json)
  local status, _, deadline = glance(json)
  return status ~= 'AVAILABLE' and (status ~= 'LOCKED' or deadline > NOW)
end

operations['misfits'] = function()
  local plan, hash = key(), key()
  local draft, before, cursor, most, here = take_draft(plan), arg(), arg(), arg(), server()
  if not draft or (before ~= '' and before ~= here) then return OVERTAKEN end
  local page = redis.call('HSCAN', hash, cursor, 'COUNT', most)
  local reply = { 'MISFITS', NOW, here, page[1] }
  for i = 1, #page[2], 2 do
    local field, json = page[2][i], page[2][i + 1]
    if is_taken(json) and not redis.call('HGET', draft.seats, field) then table.insert(reply, field) end
  end
  extend_draft(draft)
  return reply
end
