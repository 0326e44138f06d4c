-- confirm: forgets the events that Kafka has acknowledged.
--
-- KEYS   none
-- ARGV   the first stream id that is to stay
-- REPLY  CONFIRMED, now, number of events forgotten
-- EVENT  none

operations['confirm'] = function()
  return { 'CONFIRMED', NOW, redis.call('XTRIM', OUTBOX, 'MINID', arg()) }
end
