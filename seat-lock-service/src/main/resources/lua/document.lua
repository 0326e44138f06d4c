-- document: a piece of the document of a plan.
--
-- KEYS   the plan of the venue
-- ARGV   venue; generation; number of the piece, from 0
-- REPLY  DOCUMENT, now, number of pieces, the piece; number and piece are 0 and '' if the venue has another plan now
-- EVENT  none

operations['document'] = function()
  local plan, venue, generation, number_of_piece = key(), arg(), arg(), arg()
  local current, pieces = unpack(redis.call('HMGET', plan, 'current', 'pieces'))
  if current ~= generation then return { 'DOCUMENT', NOW, 0, '' } end
  local _, _, document = keys_of(venue, generation)
  check_arrived(document)
  return { 'DOCUMENT', NOW, tonumber(pieces), redis.call('HGET', document, number_of_piece) or '' }
end
