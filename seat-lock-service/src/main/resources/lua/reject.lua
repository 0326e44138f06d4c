-- reject: answers a request that broke a rule before it reached a seat.
--
-- KEYS   none
-- ARGV   kind of the answer (lock-rejected, finalize-rejected); request; field; what is wrong with it
-- REPLY  DONE without seats
-- EVENT  lock-rejected or finalize-rejected

operations['reject'] = function()
  local kind, request = arg(), take_request()
  local field, advice = arg(), arg()
  redis.call('XADD', OUTBOX, '*', 'kind', kind, 'id', request.id, 'key', request.key, 'body', request.body,
    'at', integer(NOW), 'field', field, 'advice', advice)
  return done({})
end
