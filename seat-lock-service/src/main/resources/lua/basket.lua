-- basket: the live locks of a user in one venue, those that end first before the others.
--
-- KEYS   seats hash of the venue; the user's holdings in the venue
-- ARGV   user; most seats to return
-- REPLY  BASKET, now, then for each seat its field, lock id, version, deadline (ms)
-- EVENT  none

operations['basket'] = function()
  local hash, holdings, user, most = key(), key(), arg(), arg()
  local reply = { 'BASKET', NOW }
  for _, field in ipairs(redis.call('ZRANGEBYSCORE', holdings, '(' .. integer(NOW), '+inf', 'LIMIT', 0, most)) do
    local seat = read(hash, holdings, '', field, '')
    if seat.status == 'LOCKED' and seat.userId == user and not is_dead(seat) then
      for _, part in ipairs({ field, seat.lockId, seat.version, seat.expiresAt }) do table.insert(reply, part) end
    end
  end
  return reply
end
