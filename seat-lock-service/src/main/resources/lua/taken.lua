-- taken: the seats of a venue that are locked or sold, a page at a time. A lock past its deadline is left out.
--
-- KEYS   seats hash of the venue
-- ARGV   server that answered the page before, '' at the beginning; cursor, 0 at the beginning; most fields of a page,
--        roughly
-- REPLY  TAKEN, now, server, next cursor (0: its end), then for each taken seat its field, status, version, deadline (ms)
--        or 0; OTHERSERVER, now, if the cursor is of a server that is not this one
-- EVENT  none

operations['taken'] = function()
  local hash, before, cursor, most = key(), arg(), arg(), arg()
  local here = server()
  if before ~= '' and before ~= here then return { 'OTHERSERVER', NOW } end
  local page = redis.call('HSCAN', hash, cursor, 'COUNT', most)
  local reply = { 'TAKEN', NOW, here, page[1] }
  for i = 1, #page[2], 2 do
    local status, version, deadline = glance(page[2][i + 1])
    if status == 'FINALIZED' or (status == 'LOCKED' and deadline > NOW) then
      for _, part in ipairs({ page[2][i], status, version, deadline }) do table.insert(reply, part) end
    end
  end
  return reply
end
