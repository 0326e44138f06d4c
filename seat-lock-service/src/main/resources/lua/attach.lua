-- attach: adds a piece of the document to a draft.
--
-- KEYS   the plan of the venue
-- ARGV   venue; generation; number of steps so far; how long the draft lives without a further step (ms); number of the
--        piece, from 0; the piece
-- REPLY  ATTACHED, now; OVERTAKEN, now, if the draft is not there like this
-- EVENT  none

operations['attach'] = function()
  local draft = take_draft(key())
  local number_of_piece, piece = arg(), arg()
  if not draft then return OVERTAKEN end
  redis.call('HSET', draft.document, number_of_piece, piece)
  extend_draft(draft)
  return { 'ATTACHED', NOW }
end
